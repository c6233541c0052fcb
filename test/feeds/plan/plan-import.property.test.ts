import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import { type ChangePlan, changesCatalog, isRefused } from '../../../src/feeds/plan/change-plan.ts';
import { planImport } from '../../../src/feeds/plan/plan-import.ts';
import type { FeedRejection, FeedRow } from '../../../src/feeds/rows/parsed-feed.ts';
import { claimIdOf, MARKET, modelAlias, offerRow, states, withPlan } from '../../support/catalogs/market-catalog.ts';

const DATA: CatalogData = { ...MARKET, aliases: [modelAlias(null, 'scout', 'meta/llama-4-scout', 'fast')] };
const NAMES = ['llama-4-scout', 'Llama-4_Scout', 'meta/llama-4-scout', 'x/llama-4-scout', 'scout', 'gpt-oss-120b', 'openai/gpt-oss-120b'];
const MODEL_NAMES = [
  'openai/glm-4.6',
  'zai/glm-4.6',
  'zai/glm-4.6-air',
  'nvidia/nemo',
  'nvidia/Nemo',
  'meta/llama-4',
  'plain',
  'foo/glm-4.6',
  'foo/bar',
];

const statement = fc.oneof(
  fc.double({ min: 0, max: 100, noNaN: true }).map((value) => states('price_input', value)),
  fc.integer({ min: 1, max: 1e6 }).map((value) => states('context_window', value)),
  fc.subarray(['text', 'image'], { minLength: 1 }).map((value) => states('modalities_in', value)),
  fc.constantFrom(states('price_input', 'free'), states('charm', 1), { ...states('price_input', 1), note: 'a\u202eb' }),
);
const offer = fc.record({
  name: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NAMES) }, fc.string({ unit: 'binary', maxLength: 40 })),
  about: fc.constant('offer' as const),
  provider: fc.constantFrom('groq', 'together_ai', 'Together-AI', '\u0000'),
  variant: fc.constantFrom(null, 'eu', 'Free', '…'),
});
const model = fc.record({
  name: fc.constantFrom(...MODEL_NAMES),
  about: fc.constant('model' as const),
  provider: fc.constant(null),
  variant: fc.constant(null),
});
const fileOf = (row: fc.Arbitrary<Pick<FeedRow, 'name' | 'about' | 'provider' | 'variant'>>) =>
  fc
    .array(fc.tuple(row, fc.array(statement, { maxLength: 4 }), fc.subarray([...NAMES, ...MODEL_NAMES], { maxLength: 1 })), {
      maxLength: 25,
    })
    .map((made) =>
      made.map(
        ([row, statements, spellings], index): FeedRow => ({ ...offerRow(row.name, { ...row, statements, spellings }), row: `/${index}` }),
      ),
    );
/** A feed speaks of offers or of models, never of both. */
const rowsOf = fc.oneof(fileOf(offer), fileOf(model));
const rejectedOf = fc
  .array(fc.string({ unit: 'binary' }), { maxLength: 3 })
  .map((details) => details.map((detail, index): FeedRejection => ({ row: `/r${index}`, code: 'malformed', detail })));

function planOf(
  data: CatalogData,
  rows: readonly FeedRow[],
  rejected: readonly FeedRejection[] = [],
  imported: readonly string[] = [],
): ChangePlan {
  const outcome = planImport({
    catalog: compileCatalog(data),
    imported: new Set(imported),
    feed: { format: 'models-dev', source: 'feed-models-dev' },
    parsed: { count: rows.length + rejected.length, rows, rejected },
    asOf: '2026-11-23',
    acceptGone: true,
    claimId: claimIdOf,
  });
  if (isRefused(outcome)) throw new Error(outcome.refused.code);
  return outcome;
}

test('every row is accepted, parked or rejected, and an accepted one is new, changed, confirmed or unchanged', () => {
  fc.assert(
    fc.property(rowsOf, rowsOf, rejectedOf, (before, rows, rejected) => {
      const planned = planOf(withPlan(DATA, planOf(DATA, before)), rows, rejected);
      expect(planned.accepted + planned.parked.length + planned.rejected.length).toBe(planned.rows);
      expect(planned.new.length + planned.changed.length + planned.confirmed + planned.unchanged).toBe(planned.accepted);
    }),
  );
});

test('the order of rows decides nothing', () => {
  const shuffled = rowsOf.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
  fc.assert(
    fc.property(shuffled, ([rows, otherwise]) => {
      expect(planOf(DATA, otherwise)).toEqual(planOf(DATA, rows));
    }),
  );
});

test('after a plan the same file changes nothing more', () => {
  fc.assert(
    fc.property(rowsOf, rowsOf, (before, rows) => {
      const first = planOf(DATA, before);
      const standing = withPlan(DATA, first);
      const offers = first.add.offers.map(({ id }) => id);
      const second = planOf(standing, rows, [], offers);
      const again = planOf(withPlan(standing, second), rows, [], [...offers, ...second.add.offers.map(({ id }) => id)]);
      expect(changesCatalog(again)).toBe(false);
      expect([again.accepted, again.parked, again.rejected]).toEqual([second.accepted, second.parked, second.rejected]);
    }),
  );
});

test('what stands after a file is what it states, whatever stood before', () => {
  const shownClaims = (data: CatalogData) =>
    data.claims
      .filter(({ origin, retired_in }) => origin === 'import' && retired_in === null)
      .map(({ subject, attribute, value }) => JSON.stringify([subject, attribute, value]))
      .sort();
  fc.assert(
    fc.property(rowsOf, rowsOf, (before, rows) => {
      // what the first file made of models that the catalog had not is there to be found by the second
      const bare = { ...DATA, models: withPlan(DATA, planOf(DATA, before)).models };
      const standing = withPlan(DATA, planOf(DATA, before));
      expect(shownClaims(withPlan(standing, planOf(standing, rows)))).toEqual(shownClaims(withPlan(bare, planOf(bare, rows))));
    }),
  );
});

test('no id ever holds anything but the letters of ids', () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      const { add } = planOf(DATA, rows);
      for (const { id } of [...add.models, ...add.offers, ...add.providers]) expect(id).toMatch(/^[a-z0-9.@:/-]{1,300}$/);
    }),
  );
});
