import { describe, expect, test } from 'vitest';
import type { Rule } from '../../src/explaining/answer/verdict.ts';
import { chooseIfText, verdictText } from '../../src/explaining/prose.ts';

describe('rules in words', () => {
  const rule = (over: Partial<Rule>): Rule => ({ choose: 'lab/a', when: [], kind: 'only_candidate', claims: [], ...over });

  test.each<[Partial<Rule>, string]>([
    [
      { when: [{ attribute: 'window', at_least: 1000 }] },
      'Choose lab/a if you need window at least 1000: of those compared, only it is known to meet that.',
    ],
    [
      { when: [{ attribute: 'window', at_least: 10, at_most: 20, if_unknown: 'keep' }], unknown_for: ['lab/b', 'lab/c'] },
      'Choose lab/a if you need window at least 10 and window at most 20: of those compared, only it is known to meet that (not known for lab/b, lab/c).',
    ],
    [
      {
        when: [
          { attribute: 'tools', all_of: ['search', 'code'] },
          { attribute: 'open', is: true },
        ],
      },
      'Choose lab/a if you need tools all of search, code and open is true: of those compared, only it is known to meet that.',
    ],
    [
      { kind: 'attribute_lead', when: [{ criterion: 'speed', weight: 1 }], lead: { by: 12.34567, unit: 'tokens/s', over: 'lab/b' } },
      'Choose lab/a if speed alone decides: it leads lab/b by 12.35 tokens/s.',
    ],
    [
      { kind: 'attribute_lead', when: [{ criterion: 'speed', weight: 1 }], lead: { by: 9999, unit: null, over: 'lab/b' } },
      'Choose lab/a if speed alone decides: it leads lab/b by 9999.',
    ],
    [
      { kind: 'attribute_lead', when: [{ criterion: 'speed', weight: 1 }], lead: { by: 123_456, unit: null, over: 'lab/b' } },
      'Choose lab/a if speed alone decides: it leads lab/b by 123500.',
    ],
    [
      { kind: 'attribute_lead', when: [{ criterion: 'speed', weight: 1 }], lead: { by: null, unit: null, over: 'lab/b' } },
      'Choose lab/a if speed alone decides: it leads lab/b.',
    ],
    [
      { kind: 'weight', when: [{ criterion: 'speed', weight_above: 0.25 }] },
      'Choose lab/a if the weight of speed is above 0.25, the other weights in proportion.',
    ],
    [
      { kind: 'weight', when: [{ criterion: 'speed', weight_below: 0.66666 }] },
      'Choose lab/a if the weight of speed is below 0.6667, the other weights in proportion.',
    ],
    [
      { kind: 'weight', when: [{ criterion: 'speed', weight_above: 0.25, weight_below: 0.5 }] },
      'Choose lab/a if the weight of speed is above 0.25 and below 0.5, the other weights in proportion.',
    ],
    [
      { kind: 'never', dominated_by: ['lab/b', 'lab/c', 'lab/d'] },
      'No weights make lab/a the best: lab/b, lab/c or lab/d is at least as good on every criterion.',
    ],
  ])('%j', (over, text) => {
    expect(chooseIfText(rule(over))).toBe(text);
  });
});

describe('verdicts in words', () => {
  const chosen = { choose: 'lab/a', offer: null, code: null, tied: [], settled: true, because: [], compared: [] };
  const lead = { by: 0.1, over: 'lab/b', claims: [] };

  test.each<[Parameters<typeof verdictText>[0], string]>([
    [{ ...chosen, because: [{ code: 'only_eligible' }] }, 'Choose lab/a: it alone meets the requirements.'],
    [
      { ...chosen, because: [{ code: 'highest_score', score: 0.87654, runner_up: 'lab/b', margin: 0.1 }], settled: false },
      'Choose lab/a: it scores 0.8765, 0.1 above lab/b. What the catalog does not know could still change this.',
    ],
    [
      {
        ...chosen,
        offer: 'lab/a@cloud',
        because: [
          { code: 'highest_score', score: 1, runner_up: null, margin: null },
          { code: 'leads_on', criterion: 'speed', ...lead },
          { code: 'trails_on', criterion: 'price', ...lead },
        ],
      },
      'Choose lab/a (lab/a@cloud): it scores 1, it leads on speed, although it trails on price.',
    ],
    [{ ...chosen, offer: 'lab/a', because: [{ code: 'only_eligible' }] }, 'Choose lab/a: it alone meets the requirements.'],
    [
      { ...chosen, choose: null, code: 'preferences_needed', tied: ['lab/a', 'lab/b'] },
      'Several candidates meet the requirements (lab/a, lab/b): say what you prefer.',
    ],
    [{ ...chosen, choose: null, code: 'tie', tied: ['lab/a', 'lab/b'] }, 'lab/a and lab/b tie: nothing in the request tells them apart.'],
    [{ ...chosen, choose: null, code: 'nothing_eligible' }, 'Nothing meets the requirements.'],
  ])('%j', (verdict, text) => {
    expect(verdictText(verdict)).toBe(text);
  });
});
