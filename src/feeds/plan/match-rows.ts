import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import type { Model, Offer, Provider } from '../../catalog/entries.ts';
import type { FeedFormat } from '../formats/market-feeds.ts';
import type { FeedRow } from '../rows/parsed-feed.ts';
import { type Names, namesIn } from './canonical-name.ts';
import { type FoundModel, modelFinder, modelRowFinder, type Parking, providerFinder } from './identity.ts';
import { normalForm, shownText, slugOf } from './normal-form.ts';

export type ParkingCode = Parking['code'] | 'states_nothing' | 'moving_alias' | 'router' | 'implausible_price';
/** A row that can be read, but that matches nothing of ours. */
export type ParkedRow = { readonly row: FeedRow; readonly code: ParkingCode; readonly detail: string };
/** A row with its subject: an offer, or a model (`offer` is null then). No two rows of a file have the same subject. */
export type MatchedRow = { readonly row: FeedRow; readonly subject: string; readonly model: string; readonly offer: Offer | null };
export type Matching = {
  readonly matched: readonly MatchedRow[];
  readonly parked: readonly ParkedRow[];
  /** The models and providers that the rows name, by id. The catalog may not have them yet. */
  readonly models: ReadonlyMap<string, Model>;
  readonly providers: ReadonlyMap<string, Provider>;
};

const MAX_ID_LENGTH = 300;
const MAX_NAME_LENGTH = 200;

/** The catalog that rows of one feed are matched against, with what the matching collects. */
type Matcher = {
  readonly catalog: Catalog;
  readonly feed: FeedFormat;
  readonly names: Names;
  readonly parked: ParkedRow[];
  readonly models: Map<string, Model>;
  readonly providers: Map<string, Provider>;
};

/** The mark of an offer under a name that moves on. */
const MOVING_VARIANT = 'latest';

/** Finds the model or offer that each row is about. The order of the rows makes no difference. */
export function matchRows(catalog: Catalog, feed: FeedFormat, rows: readonly FeedRow[]): Matching {
  const parked: ParkedRow[] = [];
  const stating = rows.filter((row) => {
    const parking = unusable(row);
    if (parking !== null) parked.push({ row, ...parking });
    return parking === null;
  });
  const matcher: Matcher = { catalog, feed, names: namesIn(catalog), parked, models: new Map(), providers: new Map() };
  const about = (kind: FeedRow['about']) => stating.filter((row) => row.about === kind);
  const matched = [...matchModels(matcher, about('model')), ...matchOffers(matcher, about('offer'))];
  return { matched, parked, models: matcher.models, providers: matcher.providers };
}

function unusable({ naming, statements }: FeedRow): Omit<ParkedRow, 'row'> | null {
  if (naming === 'router') return { code: 'router', detail: 'no model: requests go to whichever model it picks' };
  if (statements.length > 0) return null;
  return { code: 'states_nothing', detail: 'the row states nothing that the vocabulary has a word for' };
}

/** Why a row without a model is parked: of a name that moves on nobody has to look for the model. */
function parkingOf({ movesOn }: Names, { name }: FeedRow, found: Parking): Omit<ParkedRow, 'row'> {
  if (found.code !== 'unknown_model' || !movesOn(name)) return found;
  return { code: 'moving_alias', detail: 'no model: a name that moves on to the newest of its line, and no alias says which that is' };
}

type ModelMatch = { readonly row: FeedRow; readonly model: string };

function matchModels(matcher: Matcher, rows: readonly FeedRow[]): MatchedRow[] {
  const { catalog, feed, names, parked, models } = matcher;
  const find = modelRowFinder(catalog, feed);
  const make = modelMaker(catalog, names);
  const madeFor = (row: FeedRow, found: FoundModel | Parking) =>
    'code' in found && found.code === 'unknown_model' && !names.movesOn(row.name) ? make(row) : null;
  const matches: ModelMatch[] = [];
  for (const [form, group] of Map.groupBy(rows, ({ name }) => normalForm(name))) {
    if (form !== null && group.length > 1) {
      const spelled = group.map(({ name }) => name).sort(compareIds);
      for (const row of group) parked.push({ row, code: 'ambiguous', detail: `names that differ in spelling only: ${spelled.join(', ')}` });
      continue;
    }
    for (const row of group) {
      const found = find(row);
      const made = madeFor(row, found);
      if ('model' in found) matches.push({ row, model: found.model });
      else if (made === null) parked.push({ row, ...parkingOf(names, row, found) });
      else if ('code' in made) parked.push({ row, ...made });
      else {
        matches.push({ row, model: made.id });
        models.set(made.id, made);
      }
    }
  }
  return [...Map.groupBy(matches, ({ model }) => model)].map(([model, sameModel]) => {
    const [best, ...others] = sameModel.toSorted((a, b) => compareMatches(a.row, b.row, model)) as [ModelMatch, ...ModelMatch[]];
    for (const { row } of others) parked.push({ row, code: 'ambiguous', detail: `${best.row.row} speaks of ${model} already` });
    return { row: best.row, subject: model, model, offer: null };
  });
}

/** Makes a model of a feed's `vendor/slug`. */
function modelMaker(catalog: Catalog, { canonical }: Names): (row: FeedRow) => Model | Parking {
  return ({ name, title }) => {
    const [vendor = '', slug = '', ...rest] = canonical(name).split('/');
    const parts = [slugOf(vendor), slugOf(slug)];
    if (rest.length > 0 || parts.includes(null))
      return { code: 'odd_name', detail: 'the name is not vendor/slug, so that no model can be made of it' };
    const id = parts.join('/');
    if (catalog.families.has(id)) return { code: 'ambiguous', detail: `${id} is a family of the catalog` };
    return { id, name: shownText(title ?? '', MAX_NAME_LENGTH) || id, family: null };
  };
}

type OfferMatch = { readonly row: FeedRow; readonly model: string; readonly provider: string; readonly variant: string | null };

function matchOffers({ catalog, feed, names, parked, providers }: Matcher, rows: readonly FeedRow[]): MatchedRow[] {
  const findModel = modelFinder(catalog, feed);
  const findProvider = providerFinder(catalog, feed);
  const matches: OfferMatch[] = [];
  for (const row of rows) {
    const found = findModel(row);
    if (!('model' in found)) {
      parked.push({ row, ...parkingOf(names, row, found) });
      continue;
    }
    const spelling = row.provider ?? '';
    const seller = findProvider(spelling);
    if (!('provider' in seller)) {
      parked.push({ row, ...seller });
      continue;
    }
    const variant = variantOf(found.variant, row.variant, row.naming === 'alias' ? MOVING_VARIANT : null);
    if (variant === undefined) {
      parked.push({ row, code: 'odd_name', detail: 'the name of the edition is no plain ASCII text, or too long for an id' });
      continue;
    }
    const { provider } = seller;
    const name = catalog.providers.get(provider)?.name ?? smallerName(providers.get(provider)?.name, shownText(spelling, MAX_NAME_LENGTH));
    providers.set(provider, { id: provider, name });
    matches.push({ row, model: found.model, provider, variant });
  }
  return assignOfferIds(matches, parked);
}

/** The smaller of two spellings of a new provider, so that the order of the rows makes no difference. */
function smallerName(other: string | undefined, name: string): string {
  return other !== undefined && compareIds(other, name) <= 0 ? other : name;
}

/** Null where no edition is marked; undefined where the mark can't be part of an id. */
function variantOf(...marks: readonly (string | null)[]): string | null | undefined {
  const parts = [...new Set(marks.filter((mark) => mark !== null).map(slugOf))];
  if (parts.includes(null)) return undefined;
  return parts.length === 0 ? null : (slugOf(parts.join('-')) ?? undefined);
}

function offerId({ model, provider, variant }: Omit<OfferMatch, 'row'>): string {
  return variant === null ? `${model}@${provider}` : `${model}@${provider}:${variant}`;
}

/**
 * Gives each row an offer of its own. Where a provider lists one model several times, the row named like the model keeps the plain id, and the
 * others get their own names as variants.
 */
function assignOfferIds(matches: readonly OfferMatch[], parked: ParkedRow[]): MatchedRow[] {
  const matched = new Map<string, MatchedRow>();
  const contested: OfferMatch[] = [];
  const assign = (match: OfferMatch) => {
    const { row, model, provider, variant } = match;
    const id = offerId(match);
    const rival = matched.get(id);
    if (rival !== undefined) parked.push({ row, code: 'ambiguous', detail: `${rival.row.row} speaks of ${id} already` });
    else if (id.length > MAX_ID_LENGTH)
      parked.push({ row, code: 'odd_name', detail: `the id of the offer would be longer than ${MAX_ID_LENGTH} characters` });
    else matched.set(id, { row, subject: id, model, offer: { id, model, provider, variant } });
  };
  for (const [, group] of Map.groupBy(matches, offerId)) {
    const [best, ...others] = group.toSorted((a, b) => compareMatches(a.row, b.row, a.model)) as [OfferMatch, ...OfferMatch[]];
    assign(best);
    contested.push(...others);
  }
  for (const match of contested.toSorted((a, b) => compareMatches(a.row, b.row, a.model))) {
    const variant = variantOf(match.variant, match.row.name);
    if (variant === undefined) parked.push({ row: match.row, code: 'odd_name', detail: 'the name can’t be part of an id' });
    else assign({ ...match, variant });
  }
  return [...matched.values()];
}

/** The plain row of a model first: named exactly like the model, then at the end of its path, then the shorter name, then the smaller one. */
function compareMatches(a: FeedRow, b: FeedRow, model: string): number {
  return (
    nameDistance(a, model) - nameDistance(b, model) ||
    a.name.length - b.name.length ||
    compareIds(a.name, b.name) ||
    compareIds(a.row, b.row)
  );
}

/** 0 where the row has the name of the model, 1 where its path ends with it, else 2. */
function nameDistance({ name }: FeedRow, model: string): number {
  const slug = normalForm(lastSegment(model));
  if (normalForm(name) === slug) return 0;
  return normalForm(lastSegment(name)) === slug ? 1 : 2;
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
