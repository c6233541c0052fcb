import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import type { Model, Offer, Provider } from '../../catalog/kinds/entries.ts';
import type { FeedFormat, FeedRow } from '../rows/reading.ts';
import { modelFinder, modelRowFinder, type Parking, providerFinder } from './identity.ts';
import { normalForm, shownText, slugOf } from './normal-form.ts';

export type ParkingCode = Parking['code'] | 'states_nothing';
/** A row that can be read, but that nothing of ours can be found for. */
export type ParkedRow = { readonly row: FeedRow; readonly code: ParkingCode; readonly detail: string };
/** What a row speaks of. No two rows of a file speak of the same. */
export type PlacedRow = { readonly row: FeedRow; readonly subject: string; readonly model: string; readonly offer: Offer | null };
export type Placement = {
  readonly placed: readonly PlacedRow[];
  readonly parked: readonly ParkedRow[];
  /** Those that the rows speak of, by id; some of them the catalog may not have yet. */
  readonly models: ReadonlyMap<string, Model>;
  readonly providers: ReadonlyMap<string, Provider>;
};

const MAX_ID = 300;
const MAX_NAME = 200;

/** Says of every row which model or offer it speaks of, whatever order the rows come in. */
export function placeRows(catalog: Catalog, feed: FeedFormat, rows: readonly FeedRow[]): Placement {
  const parked: ParkedRow[] = [];
  const speaking = rows.filter((row) => {
    if (row.statements.length > 0) return true;
    parked.push({ row, code: 'states_nothing', detail: 'the row states nothing that the vocabulary has a word for' });
    return false;
  });
  const models = new Map<string, Model>();
  const providers = new Map<string, Provider>();
  const placed = [
    ...placeModels(
      catalog,
      feed,
      speaking.filter(({ about }) => about === 'model'),
      parked,
      models,
    ),
    ...placeOffers(
      catalog,
      feed,
      speaking.filter(({ about }) => about === 'offer'),
      parked,
      providers,
    ),
  ];
  return { placed, parked, models, providers };
}

type Speaker = { readonly row: FeedRow; readonly model: string };

function placeModels(
  catalog: Catalog,
  feed: FeedFormat,
  rows: readonly FeedRow[],
  parked: ParkedRow[],
  models: Map<string, Model>,
): PlacedRow[] {
  const find = modelRowFinder(catalog, feed);
  const found: Speaker[] = [];
  for (const [form, group] of Map.groupBy(rows, ({ name }) => normalForm(name))) {
    if (form !== null && group.length > 1) {
      const names = group.map(({ name }) => name).sort(compareIds);
      for (const twin of group)
        parked.push({ row: twin, code: 'ambiguous', detail: `names that differ in spelling only: ${names.join(', ')}` });
      continue;
    }
    for (const one of group) {
      const match = find(one);
      if ('model' in match) found.push({ row: one, model: match.model });
      else if (match.code !== 'unknown_model') parked.push({ row: one, ...match });
      else {
        const made = newModel(catalog, one);
        if ('code' in made) parked.push({ row: one, ...made });
        else {
          found.push({ row: one, model: made.id });
          models.set(made.id, made);
        }
      }
    }
  }
  return [...Map.groupBy(found, ({ model }) => model)].map(([model, speakers]) => {
    const [best, ...others] = speakers.toSorted((a, b) => compareClaimants(a.row, b.row, model)) as [Speaker, ...Speaker[]];
    for (const { row } of others) parked.push({ row, code: 'ambiguous', detail: `${best.row.row} speaks of ${model} already` });
    return { row: best.row, subject: model, model, offer: null };
  });
}

/** `vendor/slug` of a feed as a model of ours. */
function newModel(catalog: Catalog, { name, title }: FeedRow): Model | Parking {
  const [vendor = '', slug = '', ...rest] = name.split('/');
  const parts = [slugOf(vendor), slugOf(slug)];
  if (rest.length > 0 || parts.includes(null))
    return { code: 'odd_name', detail: 'the name is not vendor/slug, so that no model can be made of it' };
  const id = parts.join('/');
  if (catalog.families.has(id)) return { code: 'ambiguous', detail: `${id} is a family of the catalog` };
  return { id, name: shownText(title ?? '', MAX_NAME) || id, family: null };
}

type Claimant = { readonly row: FeedRow; readonly model: string; readonly provider: string; readonly variant: string | null };

function placeOffers(
  catalog: Catalog,
  feed: FeedFormat,
  rows: readonly FeedRow[],
  parked: ParkedRow[],
  providers: Map<string, Provider>,
): PlacedRow[] {
  const findModel = modelFinder(catalog, feed);
  const findProvider = providerFinder(catalog, feed);
  const claimants: Claimant[] = [];
  for (const row of rows) {
    const found = findModel(row);
    if (!('model' in found)) {
      parked.push({ row, ...found });
      continue;
    }
    const called = row.provider ?? '';
    const seller = findProvider(called);
    if (!('provider' in seller)) {
      parked.push({ row, ...seller });
      continue;
    }
    const variant = variantOf(found.variant, row.variant);
    if (variant === undefined) {
      parked.push({ row, code: 'odd_name', detail: 'the name of the edition is no plain ASCII text, or too long for an id' });
      continue;
    }
    const { provider } = seller;
    const name = catalog.providers.get(provider)?.name ?? least(providers.get(provider)?.name, shownText(called, MAX_NAME));
    providers.set(provider, { id: provider, name });
    claimants.push({ row, model: found.model, provider, variant });
  }
  return settleOffers(claimants, parked);
}

/** Of two spellings of one new provider the smaller, so that the order of rows decides nothing. */
function least(known: string | undefined, name: string): string {
  return known !== undefined && compareIds(known, name) <= 0 ? known : name;
}

/** Null where no edition is marked; undefined where what marks it can't be part of an id. */
function variantOf(...marks: readonly (string | null)[]): string | null | undefined {
  const parts = [...new Set(marks.filter((mark) => mark !== null).map(slugOf))];
  if (parts.includes(null)) return undefined;
  return parts.length === 0 ? null : (slugOf(parts.join('-')) ?? undefined);
}

function offerId({ model, provider, variant }: Omit<Claimant, 'row'>): string {
  return variant === null ? `${model}@${provider}` : `${model}@${provider}:${variant}`;
}

/**
 * One offer a row. Where a provider lists one model several times, the row that is called as the model is keeps the plain id, and the others are
 * told apart by their own names.
 */
function settleOffers(claimants: readonly Claimant[], parked: ParkedRow[]): PlacedRow[] {
  const placed = new Map<string, PlacedRow>();
  const contested: Claimant[] = [];
  const settle = (claimant: Claimant) => {
    const { row, model, provider, variant } = claimant;
    const id = offerId(claimant);
    const rival = placed.get(id);
    if (rival !== undefined) parked.push({ row, code: 'ambiguous', detail: `${rival.row.row} speaks of ${id} already` });
    else if (id.length > MAX_ID)
      parked.push({ row, code: 'odd_name', detail: `the id of the offer would be longer than ${MAX_ID} characters` });
    else placed.set(id, { row, subject: id, model, offer: { id, model, provider, variant } });
  };
  for (const [, group] of Map.groupBy(claimants, offerId)) {
    const [best, ...others] = group.toSorted((a, b) => compareClaimants(a.row, b.row, a.model)) as [Claimant, ...Claimant[]];
    settle(best);
    contested.push(...others);
  }
  for (const claimant of contested.toSorted((a, b) => compareClaimants(a.row, b.row, a.model))) {
    const variant = variantOf(claimant.variant, claimant.row.name);
    if (variant === undefined) parked.push({ row: claimant.row, code: 'odd_name', detail: 'the name can’t be part of an id' });
    else settle({ ...claimant, variant });
  }
  return [...placed.values()];
}

/** Which of two rows is the plain one of a model: called exactly as the model is, then at the end of its path, then the shorter name, then the smaller. */
function compareClaimants(a: FeedRow, b: FeedRow, model: string): number {
  return likeness(a, model) - likeness(b, model) || a.name.length - b.name.length || compareIds(a.name, b.name) || compareIds(a.row, b.row);
}

function likeness({ name }: FeedRow, model: string): number {
  const slug = normalForm(lastSegment(model));
  if (normalForm(name) === slug) return 0;
  return normalForm(lastSegment(name)) === slug ? 1 : 2;
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
