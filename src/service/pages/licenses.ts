import { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { ModelId } from '../../catalog/claim.ts';
import { type License, LicenseEntry, LicenseId } from '../../catalog/license.ts';
import type { Service } from '../deps.ts';
import { notInCatalog, type Refused } from '../refused.ts';
import { todayOf } from '../today.ts';
import { candidateOf, namedView } from './facts.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

export const NO_ADVICE = 'What the texts say, read with care and no legal advice: the text itself counts.';

export const LicenseSummary = z
  .strictObject({
    id: LicenseId.meta({ description: 'As the attribute `license` has it: an SPDX id, or `LicenseRef-` and a name.' }),
    title: LicenseEntry.shape.title,
    source: LicenseEntry.shape.source.meta({ description: 'The source of the text.' }),
    terms: LicenseEntry.shape.terms,
  })
  .meta({ id: 'License', description: `The terms of a licence as structure, each with its clause. ${NO_ADVICE}` });

export const LicensePage = LicenseSummary.extend({
  catalog: CatalogStamp,
  models: z.array(ModelId).max(10_000).meta({ description: 'The models that are under it in the verified view today.' }),
}).meta({ id: 'LicensePage', description: 'One licence.' });
export type LicensePage = z.infer<typeof LicensePage>;

/** Every licence whose terms the catalog has, in order of id. */
export function listLicenses(service: Pick<Service, 'catalog'>, page: PageAsked): { readonly catalog: CatalogStamp } & Page<License> {
  const catalog = service.catalog();
  return { catalog: stampOf(catalog), ...pageOf([...catalog.licenses.values()], page) };
}

/** A licence with the models that are under it in the verified view today. */
export function licensePage(service: Pick<Service, 'catalog' | 'clock'>, id: string): LicensePage | Refused {
  const catalog = service.catalog();
  const license = catalog.licenses.get(id);
  if (!license) return notInCatalog('licence');
  return { catalog: stampOf(catalog), ...license, models: modelsUnder(catalog, id, todayOf(service)) };
}

function modelsUnder(catalog: Catalog, license: string, today: string): string[] {
  const attribute = catalog.attributes.get('license');
  if (!attribute) return [];
  const view = namedView(catalog, 'verified', today);
  return [...catalog.models.keys()].filter((id) => view.factOf(attribute, candidateOf(catalog, id)).value === license);
}
