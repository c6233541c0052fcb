import { expect, test } from 'vitest';
import { ALL_KINDS, type Contents, KINDS, type Member } from '../../../src/catalog/kinds.ts';
import { referencedByOthers } from '../../../src/catalog/rows/live-references.ts';
import type { LiveRow, LiveRows } from '../../../src/catalog/rows/live-rows.ts';
import { seedOf } from '../../service/seeding/small-seed.ts';

/** The small seed, with rows beside it that an operator has added. */
function rowsWith(own: Partial<Contents>): LiveRows {
  const { picks, ...seed } = seedOf();
  const seeded: Contents = { ...seed, picks: Object.entries(picks).map(([verdict, pick]) => ({ verdict, pick })) };
  const rows = ALL_KINDS.map(([member, kind]) => {
    const of = (entries: readonly object[], origin: LiveRow['origin']) =>
      entries.map((entry): [string, LiveRow] => {
        const cells = kind.encode(entry);
        return [String(cells[0]), { id: String(cells[0]), origin, cells }];
      });
    return [member, new Map([...of(seeded[member], 'seed'), ...of(own[member] ?? [], 'operator')])] as const;
  });
  return Object.fromEntries(rows) as unknown as LiveRows;
}

/** What of the seed is referenced, kind by kind. */
function referenced(own: Partial<Contents>): string[] {
  const rows = rowsWith(own);
  const isReferenced = referencedByOthers(rows);
  return ALL_KINDS.flatMap(([member]) =>
    [...rows[member].values()].filter(({ id, origin }) => origin === 'seed' && isReferenced(member, id)).map(({ id }) => `${member} ${id}`),
  );
}

const claim = (over: object) => ({
  id: 'clm_0000000000000000',
  subject: 'groq',
  attribute: 'hosting',
  value: 'cloud',
  value_status: 'stated' as const,
  source: 'article',
  position: 0,
  as_of: null,
  confidence: 'low' as const,
  ...over,
});

test('the seed alone references nothing for others', () => {
  expect(referenced({})).toEqual([]);
});

test('a claim keeps its subject with all that it is of, its attribute and every source', () => {
  const own = claim({ subject: 'meta/llama-4-scout@groq', via: 'groq-prices', corroborated_by: ['meta-card'] });
  expect(referenced({ claims: [own] })).toEqual([
    'attributes hosting',
    'sources meta-card',
    'sources groq-prices',
    'sources article',
    'families meta/llama-4',
    'models meta/llama-4-scout',
    'providers groq',
    'offers meta/llama-4-scout@groq',
  ]);
});

test('an offer, a model, an alias and a pick keep what they name', () => {
  const offer = { id: 'meta/llama-4-scout@groq:fast', model: 'meta/llama-4-scout', provider: 'groq', variant: 'fast' };
  expect(referenced({ offers: [offer] })).toEqual(['families meta/llama-4', 'models meta/llama-4-scout', 'providers groq']);
  expect(referenced({ models: [{ id: 'meta/x', name: 'X', family: 'meta/llama-4' }] })).toEqual(['families meta/llama-4']);
  const alias = { id: 'any:provider:x', feed: null, kind: 'provider', spelling: 'x', target: 'self-hosted', variant: null } as const;
  expect(referenced({ aliases: [alias] })).toEqual(['providers self-hosted']);
  expect(referenced({ picks: [{ verdict: 'av-01', pick: 'meta/llama-4' }] }).filter((one) => !one.startsWith('claims'))).toEqual(
    expect.arrayContaining(['families meta/llama-4', 'verdicts av-01']),
  );
});

test('a profile keeps every name in its request, keys and texts, and through a group its attributes', () => {
  const request = {
    prefer: { weights: { openness: 1 } },
    require: { hosting: { in: ['groq', 'nothing-known'] } },
    sources: { only: ['article'] },
  };
  const profile = { id: 'own', title: 'Own', description: 'Own.', version: 1, request, reasons: {} };
  expect(referenced({ profiles: [profile] })).toEqual([
    'attributes context_window',
    'attributes open_weights',
    'attributes hosting',
    'sources article',
    'providers groq',
    'groups openness',
  ]);
});

test('a licence and a GPU keep their sources, a licence those of its clauses too', () => {
  const [license] = seedOf().licenses;
  if (!license) throw new Error('the small seed has a licence');
  const permissions = [{ tag: 'commercial_use', clause: '1', quote: 'to use', source: 'groq-prices' }] as const;
  const own = { ...license, id: 'LicenseRef-Own', terms: { ...license.terms, permissions } };
  expect(referenced({ licenses: [own] })).toEqual(['sources meta-card', 'sources groq-prices']);
  const gpu = { id: 'own', name: 'Own', memory_gb: 1, memory_bandwidth_gb_s: null, source: 'article', locator: 'x' };
  expect(referenced({ gpus: [gpu] })).toEqual(['sources article']);
});

test('every kind that a column names is one', () => {
  const named = ALL_KINDS.flatMap(([, { columns }]) => columns.flatMap(({ naming }) => naming?.of ?? []));
  expect(named.filter((member) => KINDS[member as Member] === undefined)).toEqual([]);
});
