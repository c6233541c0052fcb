import { expect, test } from 'vitest';
import { type Catalog, compileCatalog } from '../../src/catalog/catalog.ts';
import type { ClaimMode } from '../../src/catalog/claim.ts';
import { modelPage } from '../../src/service/pages/model-page.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';
import { TODAY } from '../support/catalogs/seeded.ts';
import { ask } from '../support/requests/ask.ts';
import { compare } from '../support/requests/comparing.ts';

const ATTRIBUTES = ['gpqa', 'aime', 'hle'].map((id) => attributeOf(id, { category: 'benchmark_reasoning', nature: 'measured' }));
type Results = Readonly<Record<string, readonly (readonly [attribute: string, value: number, mode?: ClaimMode])[]>>;

/** Models by id with their results; each is at two providers, so that offers and models are not as many. */
function catalogOf(results: Results): Catalog {
  const models = Object.keys(results);
  return compileCatalog(
    dataOf({
      attributes: ATTRIBUTES,
      models: models.map((id) => modelOf(id)),
      providers: ['p', 'q'].map((id) => ({ id, name: id })),
      offers: models.flatMap((id) => [offerOf(`${id}@p`), offerOf(`${id}@q`)]),
      claims: models.flatMap((id) =>
        (results[id] ?? []).map(([attribute, value, mode]) => claimOf(id, attribute, value, { ...(mode && { mode }) })),
      ),
    }),
  );
}

const ON = { thinking: true };
const OFF = { thinking: false };
const preferAll = { prefer: { weights: { gpqa: 1, aime: 1, hle: 1 } } };
const MIXED = catalogOf({
  'lab/both': [
    ['gpqa', 80, ON],
    ['gpqa', 66, OFF],
    ['aime', 49, OFF],
    ['hle', 20, ON],
  ],
  'lab/quick': [
    ['gpqa', 70, OFF],
    ['aime', 30, OFF],
    ['hle', 30, { ...OFF, tools: true }],
  ],
  'lab/silent': [['gpqa', 60]],
});

test('a result in another mode is a caveat of the candidate, in words; a result in the main mode is none', () => {
  const [first] = ask(MIXED, preferAll).ranking;
  expect(first).toMatchObject({ model: 'lab/both', contributions: [{ raw: 49 }, { raw: 80 }, { raw: 20 }] });
  const [aime] = MIXED.claimsByAttribute.get('aime')?.get('lab/both') ?? [];
  expect(first?.caveats).toEqual([{ code: 'other_mode', attribute: 'aime', claims: [aime?.id], detail: 'without thinking' }]);
});

test('a ranking says once on which benchmarks it compares results of two modes, and of how many models', () => {
  for (const fold of ['model', 'none'] as const) {
    const { warnings } = ask(MIXED, { ...preferAll, fold });
    expect(warnings).toEqual([
      {
        code: 'modes_mixed',
        modes: [
          // both and quick say so, silent does not
          { attribute: 'gpqa', models: 3, thinking: 1, not_thinking: 1, with_tools: 0 },
          // aime is without thinking throughout
          { attribute: 'hle', models: 2, thinking: 1, not_thinking: 1, with_tools: 1 },
        ],
      },
    ]);
  }
});

test.each<[string, Results]>([
  ['all thought', { 'lab/a': [['gpqa', 80, ON]], 'lab/b': [['gpqa', 70, ON]] }],
  ['one thought and of the other nobody says', { 'lab/a': [['gpqa', 80, ON]], 'lab/b': [['gpqa', 70]] }],
  ['all had tools', { 'lab/a': [['gpqa', 80, { tools: true }]], 'lab/b': [['gpqa', 70, { tools: true }]] }],
  ['the efforts differ', { 'lab/a': [['gpqa', 80, { effort: 'high' }]], 'lab/b': [['gpqa', 70, { effort: 'low' }]] }],
])('nothing is mixed where %s', (_what, results) => {
  expect(ask(catalogOf(results), { prefer: { weights: { gpqa: 1 } } }).warnings).toEqual([]);
});

test('who is out mixes nothing', () => {
  const { warnings } = ask(MIXED, { require: { gpqa: { at_least: 75 } }, prefer: { weights: { gpqa: 1 } } });
  expect(warnings.map(({ code }) => code)).not.toContain('modes_mixed');
});

test('a comparison shows the mode of each result, and which is another than the model’s main one', () => {
  const { attributes } = compare(MIXED, { models: ['lab/both', 'lab/silent'] });
  const valuesOn = (id: string) => attributes.find(({ attribute }) => attribute === id)?.values;
  expect(valuesOn('gpqa')).toMatchObject([{ value: 80, mode: ON, conflicts: [] }, { value: 60 }]);
  expect(valuesOn('gpqa')?.[0]).not.toHaveProperty('other_mode');
  expect(valuesOn('gpqa')?.[1]).not.toHaveProperty('mode');
  expect(valuesOn('aime')?.[0]).toMatchObject({ value: 49, mode: OFF, other_mode: 'without thinking' });
});

test('the page of a model shows what was found in other modes, and no conflict between the two', () => {
  const page = modelPage({ catalog: () => MIXED, clock: () => new Date(`${TODAY}T00:00:00Z`) }, 'lab/both');
  if (!('facts' in page)) throw new Error('the model is gone');
  const off = MIXED.claimsBySubject.get('lab/both')?.find(({ attribute, value }) => attribute === 'gpqa' && value === 66);
  expect(page.facts.verified.gpqa).toMatchObject({ value: 80, mode: ON, other_modes: [off?.id], conflicts: [] });
  expect(page.facts.verified.gpqa).not.toHaveProperty('other_mode');
  expect(page.facts.verified.aime).toMatchObject({ value: 49, mode: OFF, other_mode: 'without thinking' });
  expect(page.facts.verified.aime).not.toHaveProperty('other_modes');
  expect(page.conflicts).toEqual([]);
});
