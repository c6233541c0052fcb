import { describe, expect, test } from 'vitest';
import type { Claim, SourceKind } from '../../../src/catalog/claim.ts';
import { type ApplicableClaim, winningClaim } from '../../../src/catalog/facts/precedence.ts';
import { claimOf, sourceOf } from '../../support/catalogs/fixture.ts';

/** Which claim stands, step by step (contract, section 1). Each case differs in one thing only, and both orders of telling are tried. */

type Said = Partial<Claim> & { kind?: SourceKind; specificity?: number; by?: string };

function said({ kind = 'vendor', specificity = 2, by, ...over }: Said): ApplicableClaim {
  const source = sourceOf(kind, by ?? kind);
  return { claim: claimOf('lab/one', 'thing', 1, { source: source.id, ...over }), source, specificity };
}

function stands(claims: readonly Said[], nature: 'decided' | 'measured' = 'decided'): string | undefined {
  const applicable = claims.map(said);
  const [forward, backward] = [winningClaim(applicable, nature), winningClaim([...applicable].reverse(), nature)];
  expect(backward?.claim.id).toBe(forward?.claim.id);
  return forward?.claim.note;
}

test.each<[string, Said, Said]>([
  [
    'a stated value before a search that found nothing',
    { note: 'stands', kind: 'article', specificity: 0 },
    { kind: 'operator', specificity: 3, value: null, value_status: 'not_found' },
  ],
  ["the operator's before the more specific", { note: 'stands', kind: 'operator', specificity: 0 }, { specificity: 3 }],
  [
    'the more specific subject before the better source',
    { note: 'stands', kind: 'article', specificity: 3 },
    { kind: 'vendor', specificity: 2 },
  ],
  [
    'the source kind before the newer date',
    { note: 'stands', kind: 'vendor', as_of: '2020-01-01' },
    { kind: 'registry', as_of: '2026-01-01' },
  ],
  [
    'an exact value before an approximate one that is newer',
    { note: 'stands', as_of: '2025-01-01' },
    { as_of: '2026-01-01', qualifier: 'approximately' },
  ],
  ['the source kind before the exactness', { note: 'stands', kind: 'vendor', qualifier: 'approximately' }, { kind: 'registry' }],
  [
    'the newer date before the confidence',
    { note: 'stands', as_of: '2026-01-02', confidence: 'low' },
    { as_of: '2026-01-01', confidence: 'high' },
  ],
  ['dated beats undated', { note: 'stands', as_of: '1999-01-01', confidence: 'low' }, { as_of: null, confidence: 'high' }],
  [
    'the confidence before the place in the source',
    { note: 'stands', confidence: 'high', position: 1 },
    { confidence: 'medium', position: 9 },
  ],
  ['medium confidence before low', { note: 'stands', confidence: 'medium' }, { confidence: 'low' }],
  ['the later place in one source before the earlier id', { id: 'clm_z', note: 'stands', position: 2 }, { id: 'clm_a', position: 1 }],
  [
    'between two sources the place says nothing, the id decides',
    { id: 'clm_a', note: 'stands', by: 'one', position: 1 },
    { id: 'clm_b', by: 'two', position: 9 },
  ],
  [
    'not applicable is a statement like another: the better source says it',
    { note: 'stands', kind: 'vendor', value: null, value_status: 'not_applicable' },
    { kind: 'registry' },
  ],
])('%s', (_rule, winner, loser) => {
  expect(stands([winner, loser])).toBe('stands');
});

describe('whom to believe', () => {
  const order = (nature: 'decided' | 'measured') => {
    const left: SourceKind[] = ['article', 'independent', 'operator', 'registry', 'vendor'];
    const ranked: string[] = [];
    while (left.length > 0) {
      const best = stands(
        left.map((kind) => ({ kind, note: kind })),
        nature,
      ) as SourceKind;
      ranked.push(best);
      left.splice(left.indexOf(best), 1);
    }
    return ranked;
  };

  test('on what a vendor decides: the vendor before registries before others', () => {
    expect(order('decided')).toEqual(['operator', 'vendor', 'registry', 'independent', 'article']);
  });

  test('on what one measures: others before the vendor before registries', () => {
    expect(order('measured')).toEqual(['operator', 'independent', 'vendor', 'registry', 'article']);
  });
});

test('three statements that would run in a circle by place and id have one winner, whatever the order they are told in', () => {
  const told: Said[] = [
    { id: 'clm_1', by: 'one', position: 1 },
    { id: 'clm_2', by: 'two', position: 1 },
    { id: 'clm_3', by: 'one', position: 2 },
  ];
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  const winners = orders.map(
    (order) =>
      winningClaim(
        order.map((i) => said(told[i] as Said)),
        'decided',
      )?.claim.id,
  );
  // source one's last word is clm_3; between it and clm_2 the id decides
  expect(new Set(winners)).toEqual(new Set(['clm_2']));
});

test('no claim, no winner', () => {
  expect(winningClaim([], 'decided')).toBeNull();
});
