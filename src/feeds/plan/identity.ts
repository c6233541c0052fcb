import type { Alias } from '../../catalog/alias.ts';
import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import type { FeedFormat } from '../formats/market-feeds.ts';
import type { FeedRow } from '../rows/parsed-feed.ts';
import { namesIn } from './canonical-name.ts';
import { normalForm, slugOf } from './normal-form.ts';

/** Why a row can't be matched with a model. */
export type Parking = { readonly code: 'unknown_model' | 'ambiguous' | 'odd_name'; readonly detail: string };
/** `variant` is the edition that an alias names. */
export type FoundModel = { readonly model: string; readonly variant: string | null };

export type ModelFinder = (row: Pick<FeedRow, 'name' | 'spellings'>) => FoundModel | Parking;
export type ProviderFinder = (name: string) => { readonly provider: string; readonly known: boolean } | Parking;

/**
 * Finds the model that a row names: by an alias of this feed, by an alias of any feed, then by the exact normal form of a model's slug or
 * `vendor-slug`, also at the end of a path, synonyms replaced. It never guesses by similarity: a row without a match is parked for people
 * to look at. A name that moves on means a model by an alias alone.
 */
export function modelFinder(catalog: Catalog, feed: FeedFormat): ModelFinder {
  return finder([...aliasReaders(catalog, feed), ownNameReader(catalog, [...catalog.models.keys()])]);
}

/**
 * The same for rows about a model, which make the model where there is none. Models that imports have made are found by their full name only:
 * else the meaning of a row would depend on the models that other rows of its file have made before.
 */
export function modelRowFinder(catalog: Catalog, feed: FeedFormat): ModelFinder {
  const byFullName = new Map([...catalog.models.keys()].map((model) => [normalForm(model), model]));
  const established = [...catalog.models.keys()].filter((model) => isEstablished(catalog, model));
  const find = finder([...aliasReaders(catalog, feed), ownNameReader(catalog, established)]);
  const { canonical, movesOn } = namesIn(catalog);
  return (row) => {
    const found = find(row);
    const made = movesOn(row.name) ? undefined : byFullName.get(normalForm(canonical(row.name)));
    return 'code' in found && found.code === 'unknown_model' && made !== undefined ? { model: made, variant: null } : found;
  };
}

function aliasReaders(catalog: Catalog, feed: FeedFormat): NameReader[] {
  const aliases = [...catalog.aliases.values()].filter(({ kind }) => kind === 'model');
  return [feed, null].map((of) => aliasReader(byForm(aliases.filter((alias) => alias.feed === of))));
}

/** Asks one reader after the other, each for all the names of the row. */
function finder(readers: readonly NameReader[]): ModelFinder {
  return ({ name, spellings }) => {
    if (normalForm(name) === null) return { code: 'odd_name', detail: 'the name is no plain ASCII text of at most 300 characters' };
    const names = [name, ...spellings].filter((spelling) => normalForm(spelling) !== null);
    for (const read of readers) {
      const found = names.flatMap(read);
      const models = [...new Set(found.map(({ model }) => model))].sort(compareIds);
      if (models.length > 1) return { code: 'ambiguous', detail: `the names of this row mean ${models.join(' and ')}` };
      const [first] = found;
      if (first !== undefined) return { model: first.model, variant: found.find(({ variant }) => variant !== null)?.variant ?? null };
    }
    return { code: 'unknown_model', detail: 'no alias and no exact name of a model of the catalog' };
  };
}

/** Finds a provider by alias or id; any other name is a provider that is new to the catalog. */
export function providerFinder(catalog: Catalog, feed: FeedFormat): ProviderFinder {
  const aliases = [...catalog.aliases.values()].filter(({ kind }) => kind === 'provider');
  const ofFeed = byForm(aliases.filter((alias) => alias.feed === feed));
  const ofAny = byForm(aliases.filter((alias) => alias.feed === null));
  return (name) => {
    const form = normalForm(name);
    const slug = slugOf(name);
    if (form === null || slug === null)
      return { code: 'odd_name', detail: 'the provider’s name is no plain ASCII text, or too long for an id' };
    for (const named of [ofFeed.get(form), ofAny.get(form)]) {
      const targets = [...new Set((named ?? []).map(({ target }) => target))].sort(compareIds);
      if (targets.length > 1) return { code: 'ambiguous', detail: `the provider’s name means ${targets.join(' and ')}` };
      if (targets[0] !== undefined) return { provider: targets[0], known: true };
    }
    return { provider: slug, known: catalog.providers.has(slug) };
  };
}

function byForm(aliases: readonly Alias[]): Map<string | null, Alias[]> {
  return Map.groupBy(aliases, ({ spelling }) => normalForm(spelling));
}

type NameReader = (name: string) => FoundModel[];

function aliasReader(aliases: ReadonlyMap<string | null, readonly Alias[]>): NameReader {
  return (name) => (aliases.get(normalForm(name)) ?? []).map(({ target, variant }) => ({ model: target, variant }));
}

/** Finds exact names of models, also behind leading segments of a path. Where such a segment names a vendor, it has to be the model's. */
function ownNameReader(catalog: Catalog, models: readonly string[]): NameReader {
  const bySlug = Map.groupBy(models, (model) => normalForm(model.slice(model.indexOf('/') + 1)));
  const byFullName = Map.groupBy(models, normalForm);
  const vendors = establishedVendors(catalog);
  const { canonical, movesOn } = namesIn(catalog);
  return (name) => {
    if (movesOn(name)) return [];
    const segments = canonical(name).split('/');
    for (const start of segments.keys()) {
      const form = normalForm(segments.slice(start).join('/'));
      const full = byFullName.get(form) ?? [];
      if (full.length > 0) return full.map((model) => ({ model, variant: null }));
      const dropped = segments.slice(0, start).map(normalForm);
      const vendor = dropped.findLast((segment) => segment !== null && vendors.has(segment)) ?? null;
      const found = (bySlug.get(form) ?? []).filter((model) => vendor === null || vendor === vendorOf(model));
      if (found.length > 0) return found.map((model) => ({ model, variant: null }));
    }
    return [];
  };
}

/**
 * The vendors, in normal form, of models with claims from elsewhere than imports. A vendor that only imports name does not count: else the
 * meaning of a row would depend on what an earlier import of the same file has added.
 */
function establishedVendors(catalog: Catalog): Set<string | null> {
  return new Set([...catalog.models.keys()].filter((model) => isEstablished(catalog, model)).map(vendorOf));
}

function isEstablished(catalog: Catalog, model: string): boolean {
  return (catalog.claimsBySubject.get(model) ?? []).some(({ origin }) => origin !== 'import');
}

function vendorOf(model: string): string | null {
  const [vendor = ''] = model.split('/');
  return normalForm(vendor);
}
