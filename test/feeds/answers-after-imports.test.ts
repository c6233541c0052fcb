import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { indexCatalog } from '../../src/catalog/derived/index-catalog.ts';
import { type Column, factAt } from '../../src/catalog/facts/column.ts';
import type { Candidate } from '../../src/catalog/facts/fact-view.ts';
import { isRefused } from '../../src/feeds/plan/change-plan.ts';
import { rankingState } from '../../src/ranking/pipeline.ts';
import type { RankingState } from '../../src/ranking/state.ts';
import { importFeed } from '../../src/service/imports/import-feed.ts';
import { parseSeed, readSeedFolder } from '../../src/service/seeding/read-seed.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { storeOn } from '../../src/store/sqlite/store.ts';
import { seedNow } from '../support/catalogs/in-database.ts';
import { ask, valid } from '../support/requests/ask.ts';
import { shownRanking } from '../support/requests/readme.ts';
import { type SharedFormat, sharedDataIsMissing, sharedText, WHERE } from './shared-data.ts';

/** The days of the copies (README beside them), in the order in which README.md of this project says to import. */
const DAYS: Readonly<Record<SharedFormat, string>> = {
  'models-dev-models': '2026-07-01',
  'models-dev': '2026-07-01',
  litellm: '2026-08-01',
  openrouter: '2026-08-01',
  'genai-prices': '2026-09-23',
  'pi-ai': '2026-11-10',
};
const TODAY = '2026-11-23';
const LISTED = ['price_input', 'price_output', 'price_per_request'];

async function catalogWithFeeds(): Promise<Catalog> {
  const db = openDatabase(':memory:');
  migrate(db, new Date(0));
  seedNow(db, parseSeed(readSeedFolder()), new Date(0));
  const { catalog: log } = storeOn(db);
  for (const [format, asOf] of Object.entries(DAYS) as [SharedFormat, string][]) {
    const order = {
      text: sharedText(format),
      asOf,
      acceptGone: false,
      dryRun: false,
      author: 'a test',
      now: new Date(`${TODAY}T12:00:00Z`),
    };
    const outcome = await importFeed(log, format, order);
    if (isRefused(outcome)) throw new Error(`${format}: ${outcome.refused.detail}`);
  }
  const data = await log.read();
  db.close();
  return indexCatalog(data);
}

/** Everything that is ranked, of which requirements can only take away, and a reader of its facts. */
function market(catalog: Catalog, body: object) {
  const state: RankingState = rankingState(catalog, valid(catalog, { fold: 'none', as_of: TODAY, ...body }), TODAY);
  const fact = (attribute: string, candidate: number) => factAt(state.view.columnNamed(attribute) as Column, candidate);
  const named = (candidate: number) => state.view.candidates[candidate] as Candidate;
  return { ranked: state.ranked, byModel: state.view.byModel, value: (attribute: string, i: number) => fact(attribute, i).value, named };
}

const byPrice = { prefer: { weights: { price_input: 1, price_output: 1 } } };

describe.skipIf(sharedDataIsMissing)(`with all six public catalogs imported ${WHERE}`, () => {
  let catalog: Catalog;
  beforeAll(async () => {
    catalog = await catalogWithFeeds();
  }, 600_000);

  test.each([
    ['by verified sources', {}],
    ['by all sources', { view: 'all' }],
    ['without the newest prices', { sources: { except: ['pi-ai', 'pi-ai-1-6-0', 'feed-pi-ai', 'milaohaath-llama-4-vs-deepseek'] } }],
    ['by one feed alone', { sources: { only: ['feed-models-dev'] } }],
  ])('nothing is ranked that is part of a plan, and nothing at 0 that nobody calls free, %s', (_name, selection) => {
    const { ranked, value, named } = market(catalog, { ...byPrice, ...selection });
    expect(ranked.length).toBeGreaterThan(1000);
    const bases = new Set(ranked.map(({ candidate }) => value('price_basis', candidate)));
    expect([...bases].filter((basis) => !['metered', 'free', 'self_hosted', null].includes(basis as string | null))).toEqual([]);
    const atZero = ranked.filter(({ candidate }) => {
      const prices = LISTED.map((price) => value(price, candidate)).filter((price) => price !== null);
      return prices.length > 0 && prices.every((price) => price === 0);
    });
    const unfree = atZero.filter(({ candidate }) => !['free', 'self_hosted'].includes(value('price_basis', candidate) as string));
    expect(unfree.map(({ candidate }) => named(candidate).id)).toEqual([]);
  });

  test('plans and zeros are there to be kept out, and come in when they are asked for', () => {
    const { excluded } = ask(catalog, { ...byPrice, as_of: TODAY });
    expect(excluded.by_requirement.price_basis).toBeGreaterThan(200);
    const { ranked, value } = market(catalog, { ...byPrice, candidates: { plans: 'include' } });
    expect(ranked.filter(({ candidate }) => value('price_basis', candidate) === 'subscription').length).toBeGreaterThan(50);
  });

  test('no model is ranked that is not for chat', () => {
    const { ranked, value, named } = market(catalog, byPrice);
    const others = ranked.filter(({ candidate }) => value('kind', candidate) !== 'chat');
    expect(others.map(({ candidate }) => named(candidate).id)).toEqual([]);
    const NAMED_OTHERWISE =
      /embed|whisper|rerank|moderation|transcri|dall-e|imagen|stable-diffusion|flux|-tts|text-to-speech|-image(?:-|$)|gpt-image|ocr|veo-/;
    const odd = new Set(ranked.map(({ candidate }) => named(candidate).model).filter((model) => NAMED_OTHERWISE.test(model)));
    expect([...odd]).toEqual([]);
  });

  test('offers of providers that nobody describes are not ranked', () => {
    const { ranked, value, named } = market(catalog, byPrice);
    const unvetted = ranked.filter(({ candidate }) => named(candidate).offer !== null && value('provider_kind', candidate) === null);
    expect(unvetted.map(({ candidate }) => named(candidate).id)).toEqual([]);
  });

  test('of each of the forty leaders the vendor’s own or a cloud’s offer stands before a reseller’s at the same price', () => {
    const NEAR = ['vendor', 'cloud'];
    const FAR = ['aggregator', 'reseller'];
    let contested = 0;
    const leaders = [...catalog.leaders.values()].flatMap(({ model }) => model ?? []);
    expect(leaders).toHaveLength(40);
    for (const leader of leaders) {
      const { ranked, value, named } = market(catalog, { ...byPrice, candidates: { models: [leader] } });
      const offers = ranked.map(({ candidate, rank }, place) => ({
        place,
        rank,
        id: named(candidate).id,
        kind: value('provider_kind', candidate) as string,
        isEdition: /:(?:.*-)?(?:batch|flex|priority|fast|free|commitment|latest)$/.test(named(candidate).id),
        prices: ['price_input', 'price_output'].map((price) => value(price, candidate)).join(),
      }));
      expect([leader, offers.length > 0]).toEqual([leader, true]);
      const plain = offers.filter(({ isEdition, prices }) => !isEdition && prices !== ',');
      const near = plain.filter(({ kind }) => NEAR.includes(kind));
      const far = plain.filter(({ kind }) => FAR.includes(kind));
      for (const one of near)
        for (const other of far)
          if (one.prices === other.prices) {
            contested++;
            expect([one.id, other.id, one.place < other.place]).toEqual([one.id, other.id, true]);
          }
      const { verdict } = ask(catalog, { ...byPrice, as_of: TODAY, candidates: { models: [leader] } });
      const shown = offers.find(({ id }) => id === verdict.offer);
      expect([leader, shown?.isEdition]).toEqual([leader, false]);
      if (FAR.includes(shown?.kind ?? ''))
        expect([verdict.offer, near.filter(({ rank }) => rank <= (shown?.rank ?? 0)).map(({ id }) => id)]).toEqual([verdict.offer, []]);
    }
    expect(contested).toBeGreaterThan(100);
  });

  test('README.md’s first question is answered from an offer that one can buy', () => {
    const { verdict, ranking } = ask(catalog, { ...shownRanking('README.md').request, as_of: TODAY });
    const { value, named, ranked } = market(catalog, byPrice);
    for (const { offer } of [verdict, ...ranking]) {
      const candidate = ranked.map((one) => one.candidate).find((one) => named(one).id === offer) as number;
      expect([offer, ['metered', 'free'].includes(value('price_basis', candidate) as string)]).toEqual([offer, true]);
      expect([offer, value('provider_kind', candidate)]).not.toEqual([offer, null]);
      expect([offer, value('price_output', candidate)]).not.toEqual([offer, null]);
    }
  });
});
