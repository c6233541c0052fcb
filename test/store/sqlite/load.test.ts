import { expect, test } from 'vitest';
import { applySeed } from '../../../src/service/seeding/seed.ts';
import { loadCatalog } from '../../../src/store/sqlite/load.ts';
import { currentRevision } from '../../../src/store/sqlite/revisions.ts';
import { NOW, seedOf } from '../../service/seeding/small-seed.ts';
import { newDatabase } from '../../support/processes/temporary-database.ts';

test('a catalog is loaded as the seed states it: nothing lost, nothing made up', () => {
  const db = newDatabase();
  const seed = seedOf();
  applySeed(db, seed, NOW);
  const byId = <T extends { readonly id: string }>(values: readonly T[]) => values.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(loadCatalog(db)).toStrictEqual({
    revision: 1,
    hash: currentRevision(db)?.hash,
    created_at: '2026-11-23T12:00:00.000Z',
    attributes: byId(seed.attributes),
    sources: byId(seed.sources),
    families: byId(seed.families),
    models: byId(seed.models),
    providers: byId(seed.providers),
    offers: byId(seed.offers),
    claims: byId(seed.claims).map((claim) => ({ ...claim, origin: 'seed', added_in: 1, retired_in: null })),
    groups: byId(seed.groups),
    profiles: byId(seed.profiles),
    verdicts: byId(seed.verdicts),
    picks: seed.picks,
    claim_checks: seed.claim_checks,
    contradictions: byId(seed.contradictions),
    licenses: byId(seed.licenses),
    aliases: byId(seed.aliases),
    gpus: byId(seed.gpus),
  });
});

test('offers, values and references come out in full', () => {
  const db = newDatabase();
  applySeed(db, seedOf(), NOW);
  const { offers, claims, claim_checks, verdicts, contradictions } = loadCatalog(db);
  expect(offers).toEqual([
    { id: 'meta/llama-4-scout@groq', model: 'meta/llama-4-scout', provider: 'groq', variant: null },
    { id: 'meta/llama-4-scout@self-hosted:int4', model: 'meta/llama-4-scout', provider: 'self-hosted', variant: 'int4' },
  ]);
  const idOf = (ref: string) => claims.find((claim) => claim.ref === ref)?.id;
  expect(claim_checks).toEqual([{ claim: idOf('ac-002'), verdict: 'confirmed', facts: [idOf('vf-0001'), idOf('vf-0002')], note: null }]);
  expect(verdicts[0]?.supporting_claims).toEqual([idOf('ac-001'), idOf('ac-002')]);
  expect(contradictions).toEqual([{ id: 'ax-01', claims: [idOf('ac-001'), idOf('ac-002')], why: 'Two windows for one model.' }]);
  expect(claims.find(({ attribute }) => attribute === 'price_input')).toMatchObject({
    value: 0.11,
    conditions: 'on demand',
    when: { from: '2026-01-01' },
  });
  expect(claims.find(({ attribute }) => attribute === 'homepage')).toMatchObject({ value: null, value_status: 'not_found' });
  expect(claims.every(({ id }) => /^clm_[0-9a-f]{16}$/.test(id))).toBe(true);
});

test('a database without a catalog and a revision that does not exist say so', () => {
  const db = newDatabase();
  expect(currentRevision(db)).toBeNull();
  expect(() => loadCatalog(db)).toThrow('the database holds no catalog yet');
  applySeed(db, seedOf(), NOW);
  expect(() => loadCatalog(db, 2)).toThrow('there is no revision 2');
});
