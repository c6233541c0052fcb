import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import type { ComparisonRule } from '../../src/comparing/answer.ts';
import { attributeOf, catalogOfNumbers, claimOf, dataOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';
import { seededCatalog } from '../support/catalogs/seeded.ts';
import { ask } from '../support/requests/ask.ts';
import { chooses, compare, optionOf, rerun } from '../support/requests/comparing.ts';

const texts = (rules: readonly ComparisonRule[]) => rules.map((rule) => rule.text);
const brief = (rules: readonly ComparisonRule[]) => rules.map(({ choose, kind, when }) => ({ choose, kind, when }));
const sides = { models: ['lab/a', 'lab/b'] };

describe('the article’s two families by its claims alone', () => {
  const catalog = seededCatalog();
  const [LLAMA, DEEPSEEK] = ['meta/llama-4', 'deepseek/deepseek'];
  const answer = compare(catalog, { view: 'article', models: [LLAMA, DEEPSEEK] });
  const chosenFor = (id: string) =>
    answer.rules
      .filter(({ when }) => when.some((one) => ('attribute' in one ? one.attribute : one.criterion) === id))
      .map((rule) => rule.choose);
  const leaderIn = (category: string) => answer.summary.categories.find((one) => one.category === category)?.leader;

  test.each([
    ['scalability', 'context_window', 'limits'],
    ['multimodal innovation', 'early_fusion_multimodal', 'modality'],
    ['open-source adaptability', 'open_weights', 'licence'],
  ])('LLaMA-4 for %s', (_words, attribute, category) => {
    expect(chosenFor(attribute)).toEqual([LLAMA]);
    expect(leaderIn(category)).toBe(LLAMA);
  });

  test.each([
    ['cost-sensitive technical tasks', ['cost_reduction_vs_gpt_4o', 'training_cost', 'coding_at_gpt_4o_level'], ['price']],
    [
      'ethical compliance',
      ['soc_2_type_ii', 'iso_27001', 'hipaa_baa', 'third_party_audits', 'gdpr_compliant_anonymization'],
      ['compliance', 'privacy'],
    ],
    ['specialised reasoning', ['gsm8k'], ['benchmark_reasoning']],
  ])('DeepSeek for %s', (_words, attributes, categories) => {
    for (const attribute of attributes) expect([attribute, chosenFor(attribute)]).toEqual([attribute, [DEEPSEEK]]);
    for (const category of categories) expect([category, leaderIn(category)]).toEqual([category, DEEPSEEK]);
  });

  test('every one of its rules holds when its request is ranked, and the paragraph names both', () => {
    for (const rule of answer.rules) expect([rule.text, chooses(rerun(catalog, rule), optionOf(answer, rule))]).toEqual([rule.text, true]);
    expect(answer.summary.text).toMatch(/^Choose deepseek\/deepseek for .*compliance.*; meta\/llama-4 for .*limits.*\.$/);
  });
});

describe('rules on one attribute', () => {
  const of = (claims: readonly ReturnType<typeof claimOf>[], over: Parameters<typeof attributeOf>[1] = {}, request: object = {}) => {
    const catalog = compileCatalog(
      dataOf({ attributes: [attributeOf('x', over)], models: ['lab/a', 'lab/b', 'lab/c'].map((id) => modelOf(id)), claims }),
    );
    return compare(catalog, { models: ['lab/a', 'lab/b'], ...request });
  };

  test('a lead where both figures are known, with how much over whom', () => {
    const { rules } = of([claimOf('lab/a', 'x', 30), claimOf('lab/b', 'x', 20)], { unit: 'points' });
    expect(rules[0]).toMatchObject({ choose: 'lab/a', kind: 'attribute_lead', lead: { by: 10, unit: 'points', over: 'lab/b' } });
    expect(rules[0]?.unknown_for).toBeUndefined();
    expect(rules[0]?.claims).toHaveLength(2);
  });

  test('the better figure as a demand where the other is unknown, and it says so', () => {
    const { rules } = of([claimOf('lab/a', 'x', 30)]);
    expect(rules).toMatchObject([
      { choose: 'lab/a', kind: 'only_candidate', when: [{ attribute: 'x', at_least: 30 }], unknown_for: ['lab/b'] },
      { choose: 'lab/b', kind: 'never', dominated_by: ['lab/a'] },
    ]);
  });

  test('a demand and no lead where the scale tells the figures apart no longer', () => {
    const { rules } = of([claimOf('lab/a', 'x', 300), claimOf('lab/b', 'x', 200)]);
    expect(brief(rules)[0]).toEqual({ choose: 'lab/a', kind: 'only_candidate', when: [{ attribute: 'x', at_least: 300 }] });
  });

  test('a figure that is only a bound leads nobody whom it may not be ahead of', () => {
    const bounded = of([claimOf('lab/a', 'x', 30), claimOf('lab/b', 'x', 20, { qualifier: 'at_least' })]);
    expect(bounded.rules[0]).toMatchObject({ choose: 'lab/a', kind: 'only_candidate', unknown_for: ['lab/b'] });
    expect(bounded.attributes[0]?.best).toEqual([]);
    const atMost = of([claimOf('lab/a', 'x', 30, { qualifier: 'at_most' }), claimOf('lab/b', 'x', 20)]);
    expect(atMost.rules.filter((rule) => rule.choose === 'lab/a')).toEqual([]);
    const ahead = of([claimOf('lab/a', 'x', 30, { qualifier: 'at_least' }), claimOf('lab/b', 'x', 20)]);
    expect(ahead.rules[0]).toMatchObject({ choose: 'lab/a', kind: 'attribute_lead' });
    expect(ahead.attributes[0]?.best).toEqual(['lab/a']);
  });

  test('equal figures choose nobody: no weights tell the two apart', () => {
    const { rules, attributes } = of([claimOf('lab/a', 'x', 20), claimOf('lab/b', 'x', 20)]);
    expect(rules.map(({ choose, kind, dominated_by }) => [choose, kind, dominated_by])).toEqual([
      ['lab/a', 'never', ['lab/b']],
      ['lab/b', 'never', ['lab/a']],
    ]);
    expect(attributes[0]).toMatchObject({ best: ['lab/a', 'lab/b'], differs: false });
  });

  test('the flag where it is the better one, in whichever direction that is', () => {
    const flags = [claimOf('lab/a', 'x', true), claimOf('lab/b', 'x', false)];
    const good = { type: 'boolean', scale: { kind: 'linear', worst: 0, best: 1 } } as const;
    expect(brief(of(flags, good).rules)[0]).toEqual({ choose: 'lab/a', kind: 'only_candidate', when: [{ attribute: 'x', is: true }] });
    const bad = { type: 'boolean', better: 'lower', scale: { kind: 'linear', worst: 1, best: 0 } } as const;
    expect(brief(of(flags, bad).rules)).toContainEqual({ choose: 'lab/b', kind: 'only_candidate', when: [{ attribute: 'x', is: false }] });
    expect(of(flags, { type: 'boolean', better: 'none', scale: null }).rules).toEqual([]);
  });

  test('members that nobody else has: any of them; and all together where each is held by somebody', () => {
    const set = { type: 'set', better: 'none', scale: null } as const;
    const own = of([claimOf('lab/a', 'x', ['p', 'q', 'r']), claimOf('lab/b', 'x', ['q'])], set);
    expect(brief(own.rules)).toEqual([{ choose: 'lab/a', kind: 'only_candidate', when: [{ attribute: 'x', any_of: ['p', 'r'] }] }]);
    const claims = [claimOf('lab/a', 'x', ['p', 'q', 'r']), claimOf('lab/b', 'x', ['p', 'r']), claimOf('lab/c', 'x', ['q'])];
    const together = of(claims, set, { models: ['lab/a', 'lab/b', 'lab/c'] });
    expect(brief(together.rules)).toEqual([{ choose: 'lab/a', kind: 'only_candidate', when: [{ attribute: 'x', all_of: ['q', 'r'] }] }]);
  });

  test('of sets that nobody else holds, the one that needs the fewest members, else that of the first offer', () => {
    const set = { type: 'set', better: 'none', scale: null, scope: 'offer' } as const;
    const membersOf = (first: string[], second: string[], ...others: string[][]) => {
      const rivals = others.map((_, i) => `lab/r${i}`);
      const catalog = compileCatalog(
        dataOf({
          attributes: [attributeOf('x', set)],
          models: ['lab/a', ...rivals].map((id) => modelOf(id)),
          providers: ['h1', 'h2'].map((id) => ({ id, name: id })),
          offers: ['lab/a@h1', 'lab/a@h2'].map(offerOf),
          claims: [
            claimOf('lab/a@h1', 'x', first),
            claimOf('lab/a@h2', 'x', second),
            ...others.map((members, i) => claimOf(`lab/r${i}`, 'x', members)),
          ],
        }),
      );
      return compare(catalog, { models: ['lab/a', ...rivals] })
        .rules.filter(({ choose }) => choose === 'lab/a')
        .map(({ when }) => when);
    };
    // all three of q, r, s tell the first offer apart, p and s the second
    expect(membersOf(['q', 'r', 's'], ['p', 's'], ['q', 'r', 'p'], ['q', 's'], ['r', 's'])).toEqual([
      [{ attribute: 'x', all_of: ['p', 's'] }],
    ]);
    expect(membersOf(['q', 'r'], ['p', 's'], ['q', 'p'], ['r', 's'])).toEqual([[{ attribute: 'x', all_of: ['q', 'r'] }]]);
    // members of one's own: the offer that has the most of them
    expect(membersOf(['q', 'u'], ['p', 'v', 'w'], ['q', 'p'])).toEqual([[{ attribute: 'x', any_of: ['v', 'w'] }]]);
    expect(membersOf(['q', 'u'], ['p', 'v'], ['q', 'p'])).toEqual([[{ attribute: 'x', any_of: ['u'] }]]);
  });

  test('a lead over several is over the next best', () => {
    const { rules } = of(
      [claimOf('lab/a', 'x', 30), claimOf('lab/b', 'x', 10), claimOf('lab/c', 'x', 25)],
      {},
      {
        models: ['lab/a', 'lab/b', 'lab/c'],
      },
    );
    expect(rules[0]).toMatchObject({ choose: 'lab/a', kind: 'attribute_lead', lead: { by: 5, unit: null, over: 'lab/c' } });
  });

  test('a lead in days', () => {
    const scale = { kind: 'linear', worst: '2026-01-01', best: '2026-12-31' } as const;
    const { rules } = of([claimOf('lab/a', 'x', '2026-03-10'), claimOf('lab/b', 'x', '2026-03-01')], { type: 'date', scale });
    expect(rules[0]).toMatchObject({ kind: 'attribute_lead', lead: { by: 9, unit: 'days', over: 'lab/b' } });
    expect(rules[0]?.text).toBe('Choose lab/a if x alone decides: it leads lab/b by 9 days.');
  });

  test('a word only where a scale says which is wanted', () => {
    const words = [claimOf('lab/a', 'x', 'gold'), claimOf('lab/b', 'x', 'tin')];
    expect(of(words, { type: 'string', better: 'none', scale: null }).rules).toEqual([]);
    const scaled = of(
      words,
      { type: 'string', better: 'none', scale: null },
      { scales: { x: { kind: 'set', wanted: ['gold', 'silver'] } } },
    );
    expect(brief(scaled.rules)[0]).toEqual({
      choose: 'lab/a',
      kind: 'only_candidate',
      when: [{ attribute: 'x', any_of: ['gold', 'silver'] }],
    });
  });

  test('a scale of the request turns the direction, in the table and in the rules', () => {
    const { rules, attributes } = of(
      [claimOf('lab/a', 'x', 30), claimOf('lab/b', 'x', 20)],
      {},
      { scales: { x: { worst: 100, best: 0 } } },
    );
    expect(rules[0]).toMatchObject({ choose: 'lab/a', kind: 'never', dominated_by: ['lab/b'] });
    expect(rules[1]).toMatchObject({ choose: 'lab/b', kind: 'attribute_lead', request: { scales: { x: { worst: 100, best: 0 } } } });
    expect(attributes[0]).toMatchObject({ better: 'lower', best: ['lab/b'] });
  });

  test('nothing is wanted in a stage of life: a requirement on it would let in what is retired', () => {
    const catalog = compileCatalog(
      dataOf({
        attributes: [attributeOf('lifecycle', { type: 'string', better: 'none', scale: null })],
        models: ['lab/a', 'lab/b'].map((id) => modelOf(id)),
        claims: [claimOf('lab/a', 'lifecycle', 'current'), claimOf('lab/b', 'lifecycle', 'preview')],
      }),
    );
    expect(
      compare(catalog, { ...sides, scales: { lifecycle: { kind: 'set', wanted: ['current'] } } }).rules.map((rule) => rule.kind),
    ).toEqual(['never']);
  });
});

describe('where no single attribute tells an option apart', () => {
  const attributes = ['x', 'y', 'z'].map((id) => attributeOf(id));

  test('the fewest demands that do together', () => {
    const catalog = catalogOfNumbers(attributes, {
      'lab/a': { x: 50, y: 50, z: 50 },
      'lab/b': { x: 90, y: 10, z: 90 },
      'lab/c': { x: 10, y: 90, z: 90 },
    });
    const answer = compare(catalog, { models: ['lab/a', 'lab/b', 'lab/c'] });
    const own = answer.rules.filter((rule) => rule.choose === 'lab/a');
    expect(brief(own)).toEqual([
      {
        choose: 'lab/a',
        kind: 'only_candidate',
        when: [
          { attribute: 'x', at_least: 50 },
          { attribute: 'y', at_least: 50 },
        ],
      },
    ]);
    expect(ask(catalog, own[0]?.request).verdict.choose).toBe('lab/a');
  });

  test('of equally few, those that do not count on what is unknown', () => {
    const catalog = catalogOfNumbers(attributes, {
      'lab/a': { x: 50, y: 50, z: 50 },
      'lab/b': { x: 90, y: 10 },
      'lab/c': { x: 10, y: 90, z: 90 },
    });
    const { rules } = compare(catalog, { models: ['lab/a', 'lab/b', 'lab/c'] });
    const [own] = rules.filter((rule) => rule.choose === 'lab/a');
    expect(own?.when).toEqual([
      { attribute: 'x', at_least: 50 },
      { attribute: 'y', at_least: 50 },
    ]);
    expect(own?.unknown_for).toBeUndefined();
  });

  test('no demands and no weights where another is at least as good throughout', () => {
    const catalog = catalogOfNumbers(attributes, { 'lab/a': { x: 50, y: 50 }, 'lab/b': { x: 50, y: 60, z: 10 } });
    const answer = compare(catalog, sides);
    const [rule] = answer.rules;
    expect(rule).toMatchObject({ choose: 'lab/a', kind: 'never', when: [], dominated_by: ['lab/b'] });
    expect(rule).not.toHaveProperty('request');
    expect(answer.summary.text).toContain('No weights make lab/a the best: lab/b is at least as good on every criterion.');
  });

  test('of equally few demands the first offer’s, and of one offer’s the first attributes', () => {
    const catalog = compileCatalog(
      dataOf({
        attributes: ['w', 'x', 'y', 'z'].map((id) => attributeOf(id, { scope: 'offer' })),
        models: ['lab/a', 'lab/b', 'lab/c'].map((id) => modelOf(id)),
        providers: ['h1', 'h2'].map((id) => ({ id, name: id })),
        offers: ['lab/a@h1', 'lab/a@h2'].map(offerOf),
        claims: [
          ...['w', 'x', 'y', 'z'].flatMap((id) => [claimOf('lab/a@h1', id, 50), claimOf('lab/a@h2', id, 50)]),
          ...['w', 'x'].flatMap((id) => [claimOf('lab/b', id, 90), claimOf('lab/c', id, 10)]),
          ...['y', 'z'].flatMap((id) => [claimOf('lab/b', id, 10), claimOf('lab/c', id, 90)]),
        ],
      }),
    );
    const { rules } = compare(catalog, { models: ['lab/a', 'lab/b', 'lab/c'] });
    // w or x keeps lab/c out, y or z keeps lab/b out
    expect(brief(rules.filter((rule) => rule.choose === 'lab/a'))).toEqual([
      {
        choose: 'lab/a',
        kind: 'only_candidate',
        when: [
          { attribute: 'w', at_least: 50 },
          { attribute: 'y', at_least: 50 },
        ],
      },
    ]);
  });

  test('where nothing that is compared has a scale, no weights come into it', () => {
    const catalog = catalogOfNumbers([attributeOf('x'), attributeOf('y', { better: 'none', scale: null })], {
      'lab/a': { x: 1 },
      'lab/b': { x: 1, y: 3 },
    });
    expect(compare(catalog, { ...sides, attributes: ['y'] }).rules).toEqual([]);
  });
});

describe('models through their offers, and offers as themselves', () => {
  const catalog = compileCatalog(
    dataOf({
      attributes: [
        attributeOf('price', { scope: 'offer', better: 'lower', scale: { kind: 'linear', worst: 100, best: 0 } }),
        attributeOf('speed', { scope: 'offer' }),
        attributeOf('lifecycle', { type: 'string', better: 'none', scale: null, values: ['current', 'retired'] }),
      ],
      models: ['lab/a', 'lab/b', 'lab/old'].map((id) => modelOf(id)),
      providers: ['cheap', 'fast', 'gone'].map((id) => ({ id, name: id })),
      offers: ['lab/a@cheap', 'lab/a@fast', 'lab/a@gone', 'lab/b@cheap', 'lab/old@cheap'].map(offerOf),
      claims: [
        claimOf('lab/a@cheap', 'price', 10),
        claimOf('lab/a@fast', 'price', 30),
        claimOf('lab/a@gone', 'price', 1),
        claimOf('lab/a@gone', 'lifecycle', 'retired'),
        claimOf('lab/a@cheap', 'speed', 10),
        claimOf('lab/a@fast', 'speed', 90),
        claimOf('lab/b@cheap', 'price', 20),
        claimOf('lab/b@cheap', 'speed', 50),
        claimOf('lab/old@cheap', 'price', 5),
        claimOf('lab/old', 'lifecycle', 'retired'),
      ],
    }),
  );
  const shown = (answer: ReturnType<typeof compare>, attribute: string, option: string) =>
    answer.attributes.find((row) => row.attribute === attribute)?.values.find((value) => value.option === option);

  test('a model shows its best offer by each attribute, names it, and leaves out what is retired', () => {
    const answer = compare(catalog, sides);
    expect(shown(answer, 'price', 'lab/a')).toMatchObject({ value: 10, offer: 'lab/a@cheap' });
    expect(shown(answer, 'speed', 'lab/a')).toMatchObject({ value: 90, offer: 'lab/a@fast' });
    expect(shown(answer, 'price', 'lab/b')).toMatchObject({ value: 20, offer: null });
    expect(answer.resolved.options[0]).toEqual({ id: 'lab/a', kind: 'model', available: true, offers: ['lab/a@cheap', 'lab/a@fast'] });
  });

  test('one offer has to meet a conjunction: the cheap one is not fast', () => {
    const answer = compare(catalog, sides);
    expect(brief(answer.rules.filter((rule) => rule.choose === 'lab/b'))).toEqual([
      {
        choose: 'lab/b',
        kind: 'only_candidate',
        when: [
          { attribute: 'price', at_most: 20 },
          { attribute: 'speed', at_least: 50 },
        ],
      },
    ]);
  });

  test('offers of one model are told apart', () => {
    const answer = compare(catalog, { offers: ['lab/a@fast', 'lab/a@cheap'] });
    expect(texts(answer.rules)).toEqual([
      'Choose lab/a@cheap if price alone decides: it leads lab/a@fast by 20.',
      'Choose lab/a@fast if speed alone decides: it leads lab/a@cheap by 80.',
    ]);
    for (const rule of answer.rules) expect(rerun(catalog, rule).verdict).toMatchObject({ choose: 'lab/a', offer: rule.choose });
  });

  test('what can’t be had is compared on paper where it is named, and says so; the retired offer of another still counts for nothing', () => {
    const answer = compare(catalog, { models: ['lab/a', 'lab/old'] });
    expect(answer.resolved.options.map(({ available }) => available)).toEqual([true, false]);
    expect(shown(answer, 'price', 'lab/a')).toMatchObject({ value: 10 });
    expect(answer.rules.map(({ choose, when }) => [choose, when])).toEqual([
      ['lab/a', [{ attribute: 'speed', at_least: 90 }]],
      ['lab/old', [{ criterion: 'price', weight: 1 }]],
    ]);
    for (const rule of answer.rules) expect(chooses(rerun(catalog, rule), optionOf(answer, rule))).toBe(true);
    expect(answer.resolved.field).toMatchObject({ candidates: { models: ['lab/old'], offers: ['lab/a@cheap', 'lab/a@fast'] } });
    expect(answer.summary.text).toContain('lab/old can’t be had now'.replace('’', "'"));
  });
});

test('where the vocabulary has no stages of life, nothing lets in what is over: it is shown, and no rule is about it', () => {
  const retirement = attributeOf('retirement_date', { type: 'date', scale: null, scope: 'offer' });
  const catalog = catalogOfNumbers([attributeOf('x'), retirement], {
    'lab/a': { x: 10 },
    'lab/b': { x: 90, retirement_date: '2026-01-01' },
  });
  const { rules, resolved, attributes, summary } = compare(catalog, { ...sides, as_of: '2026-11-25' });
  expect(resolved.options.map(({ id, available }) => [id, available])).toEqual([
    ['lab/a', true],
    ['lab/b', false],
  ]);
  expect(attributes.find(({ attribute }) => attribute === 'x')?.values.map(({ value }) => value)).toEqual([10, 90]);
  expect(rules).toEqual([]);
  expect(summary.text).toBe(
    "Nothing that is known speaks for lab/a alone. Nothing that is known speaks for lab/b alone. lab/b can't be had now: it is compared as it is on paper.",
  );
});

test('what proves a rule is asked of the revision that was compared', () => {
  const catalog = catalogOfNumbers([attributeOf('x')], { 'lab/a': { x: 30 }, 'lab/b': { x: 20 } });
  expect(compare(catalog, { ...sides, revision: 1 }).rules[0]?.request).toMatchObject({ revision: 1, prefer: { weights: { x: 1 } } });
  expect(compare(catalog, sides).rules[0]?.request).not.toHaveProperty('revision');
});

test('attributes come by category, then by id, in whatever order the vocabulary has them', () => {
  const catalog = catalogOfNumbers(
    [attributeOf('z'), attributeOf('y', { category: 'zeal' }), attributeOf('b'), attributeOf('c'), attributeOf('a', { category: 'zeal' })],
    { 'lab/a': { a: 1, b: 1, c: 1, y: 1, z: 1 }, 'lab/b': {} },
  );
  expect(compare(catalog, sides).attributes.map(({ category, attribute }) => `${category} ${attribute}`)).toEqual([
    'fixture b',
    'fixture c',
    'fixture z',
    'zeal a',
    'zeal y',
  ]);
});

describe('the paragraph', () => {
  const attributes = ['p', 'q', 'r'].map((id) => attributeOf(id, { category: 'first_things' }));
  const others = ['s', 't'].map((id) => attributeOf(id, { category: 'other_things' }));
  const summary = (figures: Record<string, Record<string, number>>, request: object = {}) =>
    compare(catalogOfNumbers([...attributes, ...others], figures), { models: Object.keys(figures), ...request }).summary;

  test('counts rules by category: who has more leads, where as many nobody does', () => {
    const { categories, text } = summary({ 'lab/a': { p: 9, q: 9, r: 1, s: 1, t: 2 }, 'lab/b': { p: 1, q: 1, r: 9, s: 2, t: 1 } });
    expect(categories).toEqual([
      {
        category: 'first_things',
        rules: [
          { option: 'lab/a', rules: 2, firm: 2 },
          { option: 'lab/b', rules: 1, firm: 1 },
        ],
        leader: 'lab/a',
      },
      {
        category: 'other_things',
        rules: [
          { option: 'lab/a', rules: 1, firm: 1 },
          { option: 'lab/b', rules: 1, firm: 1 },
        ],
        leader: null,
      },
    ]);
    expect(text).toBe('Choose lab/a for first things; lab/b if r alone decides.');
  });

  test('of as many the first by id stands first', () => {
    const { categories } = summary({ 'lab/a': { p: 9, q: 1, r: 1 }, 'lab/b': { p: 1, q: 9, r: 1 }, 'lab/c': { p: 1, q: 1, r: 9 } });
    expect(categories[0]?.rules.map(({ option }) => option)).toEqual(['lab/a', 'lab/b', 'lab/c']);
    expect(categories[0]?.leader).toBeNull();
  });

  test('says what rests on the unknown, and who leads by the preferences', () => {
    const { categories, preferred, text } = summary(
      { 'lab/a': { p: 9, q: 9, s: 5 }, 'lab/b': { p: 1, q: 1, t: 5 } },
      { prefer: { weights: { p: 1 } } },
    );
    expect(categories[1]?.rules).toEqual([
      { option: 'lab/a', rules: 1, firm: 0 },
      { option: 'lab/b', rules: 1, firm: 0 },
    ]);
    expect([preferred, text]).toEqual([
      'lab/a',
      'Choose lab/a for first things; lab/b if t at least 5. By the preferences as given, lab/a leads.',
    ]);
    const open = summary({ 'lab/a': { p: 9, s: 5, t: 5 }, 'lab/b': { p: 1 } });
    expect(open.text).toBe(
      'Choose lab/a for first things, and for other things as far as is known. No weights make lab/b the best: lab/a is at least as good on every criterion.',
    );
  });
});

describe('rules on weights', () => {
  const catalog = catalogOfNumbers(
    ['x', 'y'].map((id) => attributeOf(id)),
    { 'lab/a': { x: 100, y: 0 }, 'lab/b': { x: 0, y: 100 }, 'lab/c': { x: 60, y: 60 } },
  );
  const answer = compare(catalog, { models: ['lab/a', 'lab/b', 'lab/c'], prefer: { weights: { x: 1, y: 1 } } });

  test('every option gets the exact stretch in which it leads', () => {
    const onX = answer.rules.filter(
      ({ kind, when }) => kind === 'weight' && when.some((one) => 'criterion' in one && one.criterion === 'x'),
    );
    expect(onX.map(({ choose, when }) => [choose, when[0]])).toEqual([
      ['lab/a', { criterion: 'x', weight_above: expect.closeTo(0.6, 12) }],
      ['lab/b', { criterion: 'x', weight_below: expect.closeTo(0.4, 12) }],
      ['lab/c', { criterion: 'x', weight_above: expect.closeTo(0.4, 12), weight_below: expect.closeTo(0.6, 12) }],
    ]);
    expect(answer.summary.preferred).toBe('lab/c');
  });

  test('of a profile, the requirements count for the weights: also one that lets in what is retired', () => {
    const served = compileCatalog(
      dataOf({
        attributes: [attributeOf('x'), attributeOf('y'), attributeOf('lifecycle', { type: 'string', better: 'none', scale: null })],
        models: ['lab/a', 'lab/b'].map((id) => modelOf(id)),
        providers: ['new', 'old'].map((id) => ({ id, name: id })),
        offers: ['lab/a@new', 'lab/a@old', 'lab/b@new'].map(offerOf),
        claims: [
          claimOf('lab/a@new', 'x', 10),
          claimOf('lab/a@old', 'x', 90),
          claimOf('lab/a@old', 'lifecycle', 'retired'),
          claimOf('lab/b@new', 'x', 50),
          claimOf('lab/b@new', 'y', 50),
        ],
        profiles: [
          {
            id: 'archive',
            title: 'Archive',
            description: 'A fixture.',
            version: 1,
            request: { require: { lifecycle: { known: true, if_unknown: 'keep' } }, prefer: { weights: { x: 3, y: 1 } } },
            reasons: {},
          },
        ],
      }),
    );
    const answer = compare(served, { ...sides, prefer: { profile: 'archive' } });
    expect(answer.summary.preferred).toBe('lab/a');
    expect(answer.rules.filter((rule) => rule.kind === 'weight').map(({ choose, when }) => [choose, when[0]])).toEqual([
      ['lab/a', { criterion: 'x', weight_above: expect.closeTo(5 / 9, 12) }],
      ['lab/a', { criterion: 'y', weight_below: expect.closeTo(4 / 9, 12) }],
      ['lab/b', { criterion: 'x', weight_below: expect.closeTo(5 / 9, 12) }],
      ['lab/b', { criterion: 'y', weight_above: expect.closeTo(4 / 9, 12) }],
    ]);
    for (const rule of answer.rules)
      expect([rule.text, rule.kind === 'never' || chooses(rerun(served, rule), optionOf(answer, rule))]).toEqual([rule.text, true]);
  });

  test('of a profile without preferences none come, and what it makes of the unknown counts', () => {
    const figures = { 'lab/a': { x: 40 }, 'lab/b': { x: 30, y: 30 } };
    const profiled = (request: Record<string, unknown>) => {
      const { attributes, models, claims } = {
        attributes: [attributeOf('x'), attributeOf('y')],
        models: Object.keys(figures).map((id) => modelOf(id)),
        claims: Object.entries(figures).flatMap(([id, facts]) => Object.entries(facts).map(([name, value]) => claimOf(id, name, value))),
      };
      const profile = { id: 'mine', title: 'Mine', description: 'A fixture.', version: 1, request, reasons: {} };
      return compare(compileCatalog(dataOf({ attributes, models, claims, profiles: [profile] })), {
        ...sides,
        prefer: { profile: 'mine' },
      });
    };
    const bare = profiled({ require: { x: { at_least: 10 } } });
    expect(bare.rules.filter(({ kind }) => kind === 'weight')).toEqual([]);
    expect([bare.summary.preferred, bare.resolved.weights]).toEqual([null, {}]);
    const prefer = { weights: { x: 1, y: 1 } };
    // an unknown y is worth nothing, or half: 0.2 or 0.45 beside 0.3; excluded, lab/b alone is left
    expect(profiled({ prefer }).summary.preferred).toBe('lab/b');
    expect(profiled({ prefer, if_unknown: 'neutral' }).summary.preferred).toBe('lab/a');
    expect(profiled({ prefer, if_unknown: 'exclude' }).summary.preferred).toBe('lab/b');
  });

  test('the leader of a tie is nobody', () => {
    expect(compare(catalog, { models: ['lab/a', 'lab/b'], prefer: { weights: { x: 1, y: 1 } } }).summary.preferred).toBeNull();
  });

  test('no preferences, no rules on weights', () => {
    const plain = compare(catalog, { models: ['lab/a', 'lab/b', 'lab/c'] });
    expect(plain.rules.map((rule) => rule.kind)).not.toContain('weight');
    expect(plain.resolved.weights).toEqual({});
  });
});
