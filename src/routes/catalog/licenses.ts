import { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { ModelId } from '../../catalog/claim.ts';
import { type License, LicenseEntry, LicenseId } from '../../catalog/license.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageOf } from '../../http/paging.ts';
import { notFound } from '../../problems.ts';
import { CATALOG_REF_EXAMPLE, candidateOf, dayOf, namedView, pageSchema } from '../../service/pages/evidence.ts';

const NO_ADVICE = 'What the texts say, read with care and no legal advice: the text itself counts.';

const LicenseSummary = z
  .strictObject({
    id: LicenseId.meta({ description: 'As the attribute `license` has it: an SPDX id, or `LicenseRef-` and a name.' }),
    title: LicenseEntry.shape.title,
    source: LicenseEntry.shape.source.meta({ description: 'The source of the text.' }),
    terms: LicenseEntry.shape.terms,
  })
  .meta({ id: 'License', description: `The terms of a licence as structure, each with its clause. ${NO_ADVICE}` });

const LicensePage = LicenseSummary.extend({
  catalog: CatalogStamp,
  models: z.array(ModelId).max(10_000).meta({ description: 'The models that are under it in the verified view today.' }),
}).meta({ id: 'LicensePage', description: 'One licence.' });

const LICENSE_EXAMPLE: License = {
  id: 'MIT',
  title: 'MIT License',
  source: 'mit-license',
  terms: {
    kind: 'license_of_weights',
    dated: null,
    permissions: [
      {
        tag: 'commercial_use',
        clause: 'grant',
        quote: 'to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software',
        source: 'mit-license',
      },
    ],
    conditions: [
      {
        tag: 'include_copyright',
        on: ['redistributes'],
        clause: 'notice',
        quote: 'this permission notice shall be included in all copies or substantial portions of the Software.',
        source: 'mit-license',
      },
    ],
    limitations: [],
    prohibitions: [],
    thresholds: [],
    field_of_use: [],
    regions_excluded: [],
    outputs: {
      claimed: null,
      trains_other_models: 'not_restricted',
      clause: 'grant',
      quote: 'to deal in the Software without restriction',
      source: 'mit-license',
    },
    unchecked: [],
  },
};

/** Licences and their terms. */
export const licenses: Routes = (app, { catalog, clock }) => {
  app.get(
    '/v1/licenses',
    {
      schema: {
        operationId: 'listLicenses',
        tags: ['catalog'],
        summary: 'List licences',
        description: `Every licence whose terms the catalog has, ordered by id. ${NO_ADVICE}`,
        querystring: z.strictObject(PAGE_QUERY),
        response: { 200: pageSchema(LicenseSummary).describe('A page of licences.') },
      },
      config: {
        cache: 'catalog',
        examples: { parameters: { limit: 20 }, response: { catalog: CATALOG_REF_EXAMPLE, items: [LICENSE_EXAMPLE] } },
      },
    },
    async ({ query }, reply) => {
      const current = catalog();
      return { catalog: stampOf(current), ...pageOf('/v1/licenses', query, [...current.licenses.values()], reply) };
    },
  );
  app.get(
    '/v1/licenses/:id',
    {
      schema: {
        operationId: 'getLicense',
        tags: ['catalog'],
        summary: 'One licence',
        description: `Permissions, conditions, limitations, thresholds, closed fields and regions, and the use of outputs, each with its clause. ${NO_ADVICE}`,
        params: z.strictObject({ id: LicenseId.meta({ description: 'The id of the licence.' }) }),
        response: { 200: LicensePage.describe('The licence.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { id: LICENSE_EXAMPLE.id },
          response: { ...LICENSE_EXAMPLE, catalog: CATALOG_REF_EXAMPLE, models: ['deepseek/deepseek-r1'] },
        },
      },
    },
    async ({ params }) => {
      const current = catalog();
      const license = current.licenses.get(params.id);
      if (!license) throw notFound('licence');
      return { catalog: stampOf(current), ...license, models: modelsUnder(current, license.id, dayOf(clock())) };
    },
  );
};

function modelsUnder(catalog: Catalog, license: string, today: string): string[] {
  const attribute = catalog.attributes.get('license');
  if (!attribute) return [];
  const view = namedView(catalog, 'verified', today);
  return [...catalog.models.keys()].filter((id) => view.factOf(attribute, candidateOf(catalog, id)).value === license);
}
