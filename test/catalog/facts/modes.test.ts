import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import type { Claim, ClaimMode } from '../../../src/catalog/claim.ts';
import type { Fact } from '../../../src/catalog/facts/fact.ts';
import { factView } from '../../../src/catalog/facts/fact-view.ts';
import { givesTools, mainModeReader, otherModeOf, otherModeText } from '../../../src/catalog/facts/modes.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import { attributeOf, claimOf, dataOf, modelOf } from '../../support/catalogs/fixture.ts';
import { TODAY } from '../../support/catalogs/seeded.ts';

const benchmark = (id: string, category = 'benchmark_reasoning') => attributeOf(id, { category, nature: 'measured', unit: 'percent' });
const ATTRIBUTES = [
  ...['gpqa', 'aime', 'mmlu', 'hle', 'lcb'].map((id) => benchmark(id)),
  benchmark('hle_with_tools'),
  benchmark('browsecomp', 'benchmark_agentic'),
  attributeOf('window'),
];
const wordOf = (id: string) => ATTRIBUTES.find((attribute) => attribute.id === id) as Attribute;
const ONE = { id: 'lab/one', model: 'lab/one', family: 'lab/line', offer: null, provider: null };
const TWO = { ...ONE, id: 'lab/two', model: 'lab/two' };

/** Claims on lab/one: `[attribute, value, mode, over]`. */
type Result = readonly [string, number | null, (ClaimMode | undefined)?, Partial<Claim>?];
const claimsOf = (results: readonly Result[], subject = 'lab/one') =>
  results.map(([attribute, value, mode, over]) => claimOf(subject, attribute, value, { ...(mode && { mode }), ...over }));

const catalogOf = (claims: readonly Claim[]) =>
  compileCatalog(
    dataOf({
      attributes: ATTRIBUTES,
      families: [{ id: 'lab/line', name: 'Line' }],
      models: [modelOf('lab/one', 'lab/line'), modelOf('lab/two', 'lab/line')],
      claims,
    }),
  );
const factOn = (claims: readonly Claim[], attribute: string, candidate = ONE): Fact =>
  factView(catalogOf(claims), { view: 'verified' }, TODAY).factOf(wordOf(attribute), candidate);
const fact = (attribute: string, ...results: Result[]) => factOn(claimsOf(results), attribute);
const mainOf = (claims: readonly Claim[], candidate = ONE) => mainModeReader(catalogOf(claims), () => true)(candidate);

const ON: ClaimMode = { thinking: true };
const OFF: ClaimMode = { thinking: false };

describe('the main mode of a model', () => {
  const many = (ids: readonly string[], mode: ClaimMode): Result[] => ids.map((id) => [id, 50, mode]);
  test.each<[string, Result[], boolean | null]>([
    [
      'nobody says',
      [
        ['gpqa', 50],
        ['aime', 50, { effort: 'high' }],
      ],
      null,
    ],
    ['all without thinking', many(['gpqa', 'aime'], OFF), false],
    ['one of each', [...many(['gpqa'], ON), ...many(['gpqa'], OFF)], true],
    ['one with, two without', [...many(['gpqa'], ON), ...many(['aime', 'mmlu'], OFF)], false],
    ['two with, five without', [...many(['gpqa', 'aime'], ON), ...many(['gpqa', 'aime', 'mmlu', 'hle', 'lcb'], OFF)], false],
    ['three with, five without', [...many(['gpqa', 'aime', 'hle'], ON), ...many(['gpqa', 'aime', 'mmlu', 'hle', 'lcb'], OFF)], true],
    ['one benchmark three times with, two without', [...many(['gpqa', 'gpqa', 'gpqa'], ON), ...many(['aime', 'mmlu'], OFF)], false],
  ])('thinking: %s', (_what, results, thinking) => {
    expect(mainOf(claimsOf(results)).thinking).toBe(thinking);
  });

  const effort = (...efforts: readonly (readonly [string, ...string[]])[]): Result[] =>
    efforts.flatMap(([word, ...ids]) => ids.map((id): Result => [id, 50, { effort: word }]));
  test.each<[string, Result[], string]>([
    [
      'the highest of those with three benchmarks',
      effort(['low', 'gpqa', 'aime', 'mmlu', 'hle'], ['high', 'gpqa', 'aime', 'mmlu']),
      'high',
    ],
    ['without one, the one with most', effort(['low', 'gpqa', 'aime'], ['max', 'gpqa']), 'low'],
    ['of equally many the higher', effort(['medium', 'gpqa'], ['xhigh', 'aime'], ['high', 'mmlu']), 'xhigh'],
    ['budgets in tokens', effort(['8k', 'gpqa'], ['32k', 'aime'], ['16000', 'mmlu']), '32k'],
    ['a budget below a word', effort(['64k', 'gpqa'], ['low', 'aime']), 'low'],
    ['a vendor’s own word last', effort(['ultra', 'gpqa'], ['1k', 'aime']), '1k'],
  ])('effort: %s', (_what, results, expected) => {
    expect(mainOf(claimsOf(results)).effort).toBe(expected);
  });

  test('the effort is that of results in the main way of thinking: how hard the others tried says nothing', () => {
    const results: Result[] = [
      ...(['gpqa', 'aime', 'hle'] as const).map((id): Result => [id, 50, { thinking: true, effort: 'low' }]),
      ...(['gpqa', 'aime', 'hle'] as const).map((id): Result => [id, 50, { thinking: false, effort: 'max' }]),
    ];
    expect(mainOf(claimsOf(results))).toEqual({ thinking: true, effort: 'low' });
  });

  test('what was looked for and not found, and what is no benchmark, counts for nothing', () => {
    expect(
      mainOf(
        claimsOf([
          ['gpqa', null, ON],
          ['aime', 50, OFF],
          ['window', 9, ON],
          ['window', 8, ON],
        ]),
      ).thinking,
    ).toBe(false);
  });

  test('is another one where other sources count', () => {
    const claims = claimsOf([
      ['gpqa', 66, OFF, { source: 'independent' }],
      ['gpqa', 80, ON],
      ['aime', 93, ON],
    ]);
    const view = (only: string[]) => factView(catalogOf(claims), { only }, TODAY).factOf(wordOf('gpqa'), ONE);
    expect(view(['vendor', 'independent'])).toMatchObject({ value: 80 });
    expect(view(['independent'])).toMatchObject({ value: 66 });
    expect(view(['independent'])).not.toHaveProperty('otherMode');
  });
});

describe('a fact', () => {
  const thinker: Result[] = [
    ['aime', 93, ON],
    ['lcb', 75, ON],
    ['hle', 16, ON],
  ];

  test('of DeepSeek V3.1 is its figure with thinking, although that without it is dated, and the two do not conflict', () => {
    const said = fact('gpqa', ['gpqa', 74.9, OFF, { as_of: '2025-09-15' }], ['gpqa', 80.1, ON, { as_of: null }], ...thinker);
    expect(said).toMatchObject({ value: 80.1, conflicts: [], otherModes: [{ value: 74.9 }] });
    expect(said).not.toHaveProperty('otherMode');
  });

  test('is of another mode, and says so, where no claim of the main mode is there', () => {
    const said = fact('mmlu', ['mmlu', 83.7, OFF], ...thinker);
    expect(said).toMatchObject({ status: 'known', value: 83.7, conflicts: [] });
    expect(otherModeText(said.otherMode ?? 0, said.claim?.mode)).toBe('without thinking');
  });

  test('of a claim that does not say its mode counts as of the main mode', () => {
    const said = fact('gpqa', ['gpqa', 70, OFF, { source: 'independent' }], ['gpqa', 71, undefined, { source: 'registry' }], ...thinker);
    expect(said).toMatchObject({ value: 71, conflicts: [], otherModes: [{ value: 70 }] });
  });

  test('conflicts with what says something else in the same mode, or in none that it states', () => {
    const said = fact(
      'gpqa',
      ['gpqa', 80, ON],
      ['gpqa', 78, ON, { as_of: '2020-01-01' }],
      ['gpqa', 77, undefined, { as_of: null }],
      ...thinker,
    );
    expect(said).toMatchObject({ value: 80, conflicts: [{ value: 78 }, { value: 77 }] });
    expect(said).not.toHaveProperty('otherModes');
  });

  test('does not conflict with a result of another harness or effort: those are two measurements', () => {
    const bare = { harness: 'mini-SWE-agent' };
    const said = fact('gpqa', ['gpqa', 70.8, bare, { source: 'independent' }], ['gpqa', 76.8, { harness: 'its own' }]);
    expect(said).toMatchObject({ value: 70.8, conflicts: [], otherModes: [{ value: 76.8 }] });
  });

  test('without tools stands before one with them, whatever the source; alone, it says that it is with tools', () => {
    const withTools: Result = ['hle', 50, { tools: true }, { source: 'independent' }];
    expect(fact('hle', withTools, ['hle', 40, undefined, { source: 'registry' }])).toMatchObject({
      value: 40,
      otherModes: [{ value: 50 }],
    });
    const alone = fact('hle', withTools);
    expect(otherModeText(alone.otherMode ?? 0, alone.claim?.mode)).toBe('with tools');
  });

  test.each(['hle_with_tools', 'browsecomp'])('on %s tools are part of the test', (id) => {
    expect(givesTools(wordOf(id))).toBe(true);
    const said = fact(id, [id, 50, { tools: true }, { source: 'independent' }], [id, 40]);
    expect(said.value).toBe(50);
    expect(said).not.toHaveProperty('otherMode');
  });

  test('a result without thinking stands before one with tools: that one is of another test', () => {
    expect(fact('gpqa', ['gpqa', 88, { thinking: true, tools: true }], ['gpqa', 70, OFF], ...thinker).value).toBe(70);
  });

  test('an operator’s own result wins in any mode, and says that it is of another one', () => {
    const said = fact('gpqa', ['gpqa', 60, OFF, { source: 'operator' }], ['gpqa', 80, ON], ...thinker);
    expect(said).toMatchObject({ value: 60, conflicts: [], otherModes: [{ value: 80 }] });
    expect(said.otherMode).toBeGreaterThan(0);
  });

  test('a result of another mode stands before a search in the main mode that found nothing', () => {
    expect(fact('gpqa', ['gpqa', null, ON], ['gpqa', 66, OFF], ...thinker)).toMatchObject({ status: 'known', value: 66 });
  });

  test('of a family serves two models with two main modes, each by its own', () => {
    const family = claimsOf(
      [
        ['gpqa', 80, ON],
        ['gpqa', 66, OFF],
      ],
      'lab/line',
    );
    const three = ['aime', 'lcb', 'hle'];
    const claims = [
      ...family,
      ...claimsOf(three.map((id): Result => [id, 1, ON])),
      ...claimsOf(
        [...three, 'mmlu'].map((id): Result => [id, 1, OFF]),
        'lab/two',
      ),
    ];
    const view = factView(catalogOf(claims), { view: 'verified' }, TODAY);
    const column = view.column(wordOf('gpqa'));
    const values = view.candidates.map(({ id }, i) => [id, column.facts[column.factIndex[i] as number]?.value]);
    expect(values).toEqual([
      ['lab/one', 80],
      ['lab/two', 66],
    ]);
  });
});

describe('on random results', () => {
  const mode = fc.option(
    fc
      .record(
        {
          thinking: fc.boolean(),
          effort: fc.constantFrom('low', 'high', 'max', '32k'),
          tools: fc.boolean(),
          harness: fc.constantFrom('own', 'bare'),
        },
        { requiredKeys: [] },
      )
      .filter((one) => Object.keys(one).length > 0),
    { nil: undefined },
  );
  const result = fc.record({
    attribute: fc.constantFrom(...ATTRIBUTES.filter(({ id }) => id !== 'window').map(({ id }) => id)),
    subject: fc.constantFrom('lab/one', 'lab/one', 'lab/two', 'lab/line'),
    value: fc.option(fc.constantFrom(10, 50, 90), { nil: null, freq: 9 }),
    source: fc.constantFrom('vendor', 'independent', 'registry'),
    as_of: fc.constantFrom(null, '2025-01-01', '2026-01-01'),
    mode,
  });
  type Drawn = typeof result extends fc.Arbitrary<infer T> ? T : never;
  const claimFrom = ({ attribute, subject, value, mode: run, ...over }: Drawn, index: number): Claim =>
    claimOf(subject, attribute, value, {
      ...over,
      ...(run && { mode: run }),
      id: `clm_${String(index).padStart(4, '0')}`,
      position: index,
    });
  const results = fc.array(result, { minLength: 1, maxLength: 25 }).map((drawn) => drawn.map(claimFrom));
  const shown = ({ status, value, claim, conflicts, otherMode, otherModes }: Fact) => [
    status,
    value,
    claim?.id,
    conflicts.map(({ id }) => id),
    otherMode,
    otherModes?.map(({ id }) => id),
  ];
  const allFacts = (claims: readonly Claim[], candidate = ONE) => ATTRIBUTES.map(({ id }) => shown(factOn(claims, id, candidate)));

  test('the order of the input does not matter', () => {
    const shuffled = results.chain((claims) => fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })));
    fc.assert(
      fc.property(shuffled, ([claims, others]) => {
        expect(allFacts(others)).toEqual(allFacts(claims));
        expect(mainOf(others)).toEqual(mainOf(claims));
      }),
      { numRuns: 150 },
    );
  });

  test('a result in another mode changes no fact of the main mode, unless it changes which that is', () => {
    let held = 0;
    fc.assert(
      fc.property(results, result, (claims, drawn) => {
        const added = { ...claimFrom(drawn, 9999), subject: 'lab/one' };
        const attribute = wordOf(added.attribute);
        const [main, mainAfter] = [mainOf(claims), mainOf([...claims, added])];
        const before = factOn(claims, attribute.id);
        const isOther = otherModeOf(attribute, added, main) !== 0;
        if (!isOther || JSON.stringify(main) !== JSON.stringify(mainAfter) || before.status !== 'known' || before.otherMode) return;
        const after = factOn([...claims, added], attribute.id);
        expect(shown(after).slice(0, 5)).toEqual(shown(before).slice(0, 5));
        held++;
      }),
      { numRuns: 2000 },
    );
    expect(held).toBeGreaterThan(50);
  });

  test('a fact is of another mode only where no result of the main mode is there', () => {
    fc.assert(
      fc.property(results, (claims) => {
        const main = mainOf(claims);
        for (const attribute of ATTRIBUTES) {
          const { otherMode } = factOn(claims, attribute.id);
          const own = claims.filter(
            (claim) => claim.attribute === attribute.id && claim.subject !== 'lab/two' && claim.value_status === 'stated',
          );
          if (own.length === 0) continue;
          expect(otherMode ?? 0).toBe(Math.min(...own.map((claim) => otherModeOf(attribute, claim, main))));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what another model is reported with changes nothing', () => {
    fc.assert(
      fc.property(results, (claims) => {
        const withoutIt = claims.filter(({ subject }) => subject !== 'lab/two');
        expect(allFacts(claims)).toEqual(allFacts(withoutIt));
        expect(allFacts(claims, TWO)).toEqual(
          allFacts(
            claims.filter(({ subject }) => subject !== 'lab/one'),
            TWO,
          ),
        );
      }),
      { numRuns: 100 },
    );
  });
});
