import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import type { Routes } from '../../http/deps.ts';
import { CompletenessPage, completenessPage } from '../../service/pages/completeness.ts';
import { CATALOG_REF_EXAMPLE } from './evidence-examples.ts';

/** How much the catalog knows of those that are asked for most. */
export const completeness: Routes = (app, { service }) => {
  app.get(
    '/v1/completeness',
    {
      schema: {
        operationId: 'getCompleteness',
        tags: ['catalog'],
        summary: 'How complete the catalog is',
        description:
          'For the leading models and providers the share of which something is known in the verified view, and of prices the share that is past its time, each against the floor that the catalog sets itself. A model counts if it or any of its offers has the fact.',
        querystring: z.strictObject({
          as_of: CalendarDate.optional().meta({ description: 'The day for which facts and their age are wanted. Left out: today, UTC.' }),
        }),
        response: { 200: CompletenessPage.describe('Every floor and how far it is met.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { as_of: '2026-11-28' },
          response: {
            catalog: CATALOG_REF_EXAMPLE,
            as_of: '2026-11-28',
            met: false,
            leaders: { models: ['meta/llama-4-maverick', 'openai/gpt-4o'], providers: ['openai'] },
            known: [
              {
                id: 'licence_or_terms',
                title: 'Licence of the weights, or terms of a provider',
                of: 'models',
                needs: [{ attributes: ['license', 'api_commercial_use'] }],
                subjects: 2,
                known: 1,
                not_found_counted: 0,
                share: 0.5,
                at_least: 0.95,
                met: false,
                missing: ['openai/gpt-4o'],
                not_found: [],
                undeclared: [],
              },
            ],
            fresh: [
              {
                id: 'fresh_prices',
                title: 'Prices in date',
                attributes: ['price_input', 'price_output'],
                on: '2026-11-28',
                facts: 120,
                stale: 6,
                undated: 0,
                share: 0.05,
                at_most: 0.1,
                met: true,
              },
            ],
          },
        },
      },
    },
    async ({ query }) => completenessPage(service, query.as_of),
  );
};
