import { z } from 'zod';
import { BODY_LIMITS } from '../../body-limits.ts';
import { ClaimsRequestBody } from '../../feeds/claims/claims-change.ts';
import type { Routes } from '../../http/deps.ts';
import { answered } from '../../http/problem-of.ts';
import { addClaims } from '../../service/changing/add-claims.ts';
import { ClaimId } from '../../service/pages/evidence.ts';

const ClaimsAdded = z
  .strictObject({
    revision: z.int().min(1).nullable().meta({ description: 'The revision that they came with; null where all of it stood already.' }),
    claims: z.array(ClaimId).max(10_000).meta({ description: 'The ids of the claims, in their order.' }),
  })
  .meta({ id: 'ClaimsAdded', description: 'What became of an operator’s claims.' });

/** The operator's own: private models, negotiated prices, results of its own, what it has approved. */
export const catalogClaims: Routes = (app, { service }) => {
  app.post(
    '/v1/catalog/claims',
    {
      bodyLimit: BODY_LIMITS['POST /v1/catalog/claims'],
      schema: {
        operationId: 'addClaims',
        tags: ['catalog'],
        summary: 'State claims of your own',
        description: [
          'States and takes back claims as one revision: all of them, or none and every fault. A source that is described in the claim is an operator’s',
          'unless it says otherwise: what an operator states wins, and is marked by its source and origin. A claim takes the place of those of an',
          'operator or an import on the same subject, attribute, source, period and mode; nothing is overwritten, earlier revisions keep what they had.',
          'New attributes, providers, models, offers and sources can be declared in the same request.',
        ].join(' '),
        body: ClaimsRequestBody.meta({ id: 'ClaimsRequest', description: 'Claims, what they speak of, and claims to take back.' }),
        response: {
          200: ClaimsAdded.describe('All of it stood already.'),
          201: ClaimsAdded.describe('What changed is the newest revision; Location says where it is.'),
        },
      },
      config: {
        access: 'catalog:write',
        problems: ['invalid-request', 'impossible-request'],
        examples: {
          request: {
            claims: [
              {
                subject: 'meta/llama-4-scout@groq',
                attribute: 'price_input',
                value: 0.07,
                unit: 'USD per 1M tokens',
                as_of: '2026-11-20',
                source: { title: 'Order form 2026-117', locator: 'contracts/groq-2026-117.pdf, page 3' },
                note: 'Negotiated for 2027.',
              },
            ],
          },
          response: { revision: 8, claims: ['clm_0123456789abcdef'] },
        },
      },
    },
    async ({ body, caller }, reply) => {
      const { revision, claims } = answered(await addClaims(service, body, caller?.name ?? ''));
      const added = { revision, claims: [...claims] };
      if (revision === null) return added;
      return reply.code(201).header('location', `/v1/catalog/revisions/${revision}`).send(added);
    },
  );
};
