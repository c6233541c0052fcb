import type { Catalog } from '../../src/catalog/catalog.ts';
import type { Claim } from '../../src/catalog/claim.ts';
import type { FuzzedCatalog } from '../../test/fuzz/ranking-request.ts';
import type { SpokenCatalog } from '../../test/support/requests/random-request.ts';
import type { Session } from './session.ts';

/** The words of a catalog, as the lists of the service give them: requests are made of them without a look into any checkout. */
export type Words = FuzzedCatalog &
  SpokenCatalog &
  Pick<Catalog, 'offers' | 'verdicts' | 'gpus'> & {
    /** Families that the article speaks of: what can be compared in its view. */
    readonly spoken: readonly string[];
    readonly revision: number;
  };

type Item = { readonly id: string };
type Page = { readonly items: readonly Item[]; readonly next?: string };

/** The day that every question names, where it can name one. */
export const DAY = '2026-11-23';
/** Pages of one thing that are read, of every kind of thing. */
const ITEMS = 60;
/** More pages than any list has. */
const PAGES = 3000;

/** Reads every list to its end. */
export async function askLists({ ask }: Session): Promise<Words> {
  const listed = (path: string) => wholeList(ask, path);
  const models = await listed('/v1/models');
  const families = await listed('/v1/models?kind=family');
  const claims = (await listed('/v1/claims')) as readonly Claim[];
  const article = (await listed('/v1/claims?source_kind=article')) as readonly Claim[];
  const about = new Set(article.map(({ subject }) => subject));
  const words = {
    models: byId(models),
    families: byId(families),
    claimsByAttribute: byAttribute(claims),
    turningDays: turningDays(claims),
    spoken: families.map(({ id }) => id).filter((id) => about.has(id)),
    attributes: byId(await listed('/v1/attributes')),
    groups: byId(await listed('/v1/criteria?kind=group')),
    profiles: byId(await listed('/v1/profiles')),
    providers: byId(await listed('/v1/providers')),
    sources: byId(await listed('/v1/sources')),
    licenses: byId(await listed('/v1/licenses')),
    offers: byId(await listed('/v1/offers')),
    verdicts: byId(await listed('/v1/verdicts')),
    gpus: byId(await listed('/v1/gpus')),
    revision: await newest(ask),
  };
  for (const path of ['/v1/criteria', '/v1/criteria?kind=computed', '/v1/claims?status=retired']) await listed(path);
  return words as unknown as Words;
}

/** One page each of what the lists name. */
export async function askPages({ ask }: Session, words: Words): Promise<void> {
  const get = (path: string) => ask({ kind: 'pages', method: 'GET', path });
  const claims = [...words.claimsByAttribute.values()].flatMap((subjects) => [...subjects.values()].flat());
  for (const { id } of spread(claims, ITEMS)) await get(`/v1/claims/${id}`);
  for (const kind of ['attributes', 'sources', 'providers', 'licenses', 'profiles', 'verdicts'] as const)
    for (const id of spread([...words[kind].keys()], ITEMS)) await get(`/v1/${kind}/${id}`);
  for (const id of words.families.keys()) await get(`/v1/models/${id}?as_of=${DAY}`);
  for (const id of spread([...words.models.keys()], ITEMS)) {
    await get(`/v1/models/${id}`);
    await get(`/v1/models/${id}?as_of=2025-06-01`);
    await get(`/v1/models/${id}/hardware?context=65536&concurrency=8&as_of=${DAY}`);
    await get(`/v1/offers?model=${id}&limit=100`);
    await get(`/v1/claims?subject=${id}&limit=100`);
  }
  for (const { type } of (await itemsAt(ask, '/problems')) as readonly { readonly type: string }[]) await get(type);
  for (const path of ['/livez', '/readyz', '/docs', '/']) await get(path);
}

/** What tells when a revision was made is the same but for that. */
export async function askRevisions({ ask }: Session): Promise<void> {
  const get = async (path: string) =>
    JSON.parse((await ask({ kind: 'revisions', method: 'GET', path, settled: true }))[0].body.toString()) as Page;
  const { items } = await get('/v1/catalog/revisions');
  for (const { number } of items as unknown as readonly { readonly number: number }[]) {
    await get(`/v1/catalog/revisions/${number}`);
    for (const since of new Set([number - 1, 0])) {
      const path = `/v1/catalog/revisions/${number}/changes?since=${since}&limit=100`;
      let next = (await get(path)).next;
      for (let page = 0; page < 5 && next !== undefined; page++) next = (await get(`${path}&cursor=${next}`)).next;
    }
  }
}

export const spread = <T>(all: readonly T[], most: number): T[] =>
  all.filter((_, i) => Math.floor((i * most) / all.length) !== Math.floor(((i - 1) * most) / all.length));

type Ask = Session['ask'];

async function wholeList(ask: Ask, path: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  let next: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const query = `${path.includes('?') ? '&' : '?'}limit=100${next === undefined ? '' : `&cursor=${next}`}`;
    const [answer] = await ask({ kind: 'lists', method: 'GET', path: `${path}${query}` });
    const { items: more, next: after } = JSON.parse(answer.body.toString()) as Page;
    items.push(...more);
    if (after === undefined) return items;
    next = after;
  }
  throw new Error(`${path} does not end`);
}

async function itemsAt(ask: Ask, path: string): Promise<readonly unknown[]> {
  return (JSON.parse((await ask({ kind: 'lists', method: 'GET', path }))[0].body.toString()) as { items: readonly unknown[] }).items;
}

async function newest(ask: Ask): Promise<number> {
  const [answer] = await ask({ kind: 'revisions', method: 'GET', path: '/v1/catalog/revisions', settled: true });
  return (JSON.parse(answer.body.toString()) as { catalog: { revision: number } }).catalog.revision;
}

function byId(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function byAttribute(claims: readonly Claim[]): Words['claimsByAttribute'] {
  const found = new Map<string, Map<string, Claim[]>>();
  for (const claim of claims) {
    const subjects = found.get(claim.attribute) ?? new Map<string, Claim[]>();
    found.set(claim.attribute, subjects.set(claim.subject, [...(subjects.get(claim.subject) ?? []), claim]));
  }
  return found;
}

function turningDays(claims: readonly Claim[]): string[] {
  const days = claims.flatMap(({ when }) => [when?.from, when?.until]);
  return [...new Set(days.filter((day) => day !== undefined))].sort();
}
