import { expect, test } from 'vitest';
import { MEMBERS_BY_ID } from '../../src/catalog/kinds.ts';
import { applySeed } from '../../src/service/seeding/seed.ts';
import { addResult, NOW, seedOf, smallSeed } from '../service/seeding/small-seed.ts';
import { handles, type Open, opened } from './opening.ts';

/** What any store has to do when a revision is read whole. */
export function readContract(open: Open): void {
  test('a catalog is loaded as the seed states it: nothing lost, nothing made up', async () => {
    const { catalog } = opened(open);
    const seed = seedOf();
    await applySeed(catalog, seed, NOW);
    const byId = <T extends { readonly id: string }>(values: readonly T[]) => values.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(await catalog.read()).toStrictEqual({
      revision: 1,
      hash: (await catalog.newest())?.hash,
      created_at: '2026-11-23T12:00:00.000Z',
      ...Object.fromEntries(MEMBERS_BY_ID.map((member) => [member, byId<{ readonly id: string }>(seed[member])])),
      claims: byId(seed.claims).map((claim) => ({ ...claim, origin: 'seed', added_in: 1, retired_in: null })),
      picks: seed.picks,
      claim_checks: seed.claim_checks,
      contradictions: byId(seed.contradictions),
    });
  });

  test('offers, values and references come out in full', async () => {
    const { catalog } = opened(open);
    await applySeed(catalog, seedOf(), NOW);
    const { offers, claims, claim_checks, verdicts, contradictions } = await catalog.read();
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

  test('how a result came about comes out as it went in, and is nowhere that nothing was said of it', async () => {
    const { catalog } = opened(open);
    const files = smallSeed();
    const mode = { thinking: true, effort: 'high', tools: false, harness: 'simple-evals' };
    addResult(files, { mode, items: 190, se: 0.1 + 0.2 });
    addResult(files, { value: 40, mode: { thinking: false }, se: 3 });
    await applySeed(catalog, seedOf(files), NOW);
    const { claims, attributes } = await catalog.read();
    const results = claims.filter(({ attribute }) => attribute === 'gpqa_diamond').toSorted((a, b) => a.position - b.position);
    expect(results).toMatchObject([
      { value: 57.2, mode, items: 190, se: 0.1 + 0.2 },
      { value: 40, mode: { thinking: false }, se: 3 },
    ]);
    expect(results[1]).not.toHaveProperty('items');
    const others = [...claims.filter(({ attribute }) => attribute !== 'gpqa_diamond'), ...attributes];
    for (const member of ['mode', 'se']) expect(others.filter((one) => member in one)).toEqual([]);
    expect(others.filter((one) => 'items' in one)).toMatchObject([{ id: 'gpqa_diamond', items: 198 }]);
  });

  test('a store without a catalog and a revision that does not exist say so', async () => {
    const { catalog } = opened(open);
    expect(await catalog.newest()).toBeNull();
    await expect(catalog.read()).rejects.toThrow('the database holds no catalog yet');
    await applySeed(catalog, seedOf(), NOW);
    await expect(catalog.read(2)).rejects.toThrow('there is no revision 2');
  });

  test('lists are in order of id by bytes, whatever the order that ids came in', async () => {
    const { catalog } = opened(open);
    const ids = ['ab', 'é', 'a_b', 'Z', 'a-b', 'aB', 'a.b', 'a1'];
    const record = { origin: 'operator', author: 'ann', now: NOW, note: '', basis: 0 } as const;
    await catalog.apply({ add: { providers: ids.map((id) => ({ id, name: id })) }, retire: {} }, record);
    const inBytes = ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect((await catalog.read()).providers.map(({ id }) => id)).toEqual(inBytes);
    expect((await catalog.changes(0, 1)).map(({ id }) => id)).toEqual(inBytes.map((id) => `providers/${id}`));
  });

  test('numbers and texts come back as they were', async () => {
    const { catalog } = opened(open);
    const gpus = [0.1 + 0.2, 1e308, 1e-9].map((memory_gb, i) => ({
      id: `gpu-${i}`,
      name: 'tab\t "quoted" \\ 😀 \u2028',
      memory_gb,
      memory_bandwidth_gb_s: null,
      source: 'meta-card',
      locator: 'x',
    }));
    await applySeed(catalog, { ...seedOf(), gpus }, NOW);
    expect((await catalog.read()).gpus).toEqual(gpus);
  });

  test('what is committed while a revision is read is not in it', async () => {
    const [{ catalog }, other] = handles(open);
    await applySeed(catalog, seedOf(), NOW);
    const before = await catalog.read(1);
    const reading = catalog.read();
    const record = { origin: 'operator', author: 'ann', now: NOW, note: '', basis: 1 } as const;
    await other.catalog.apply({ add: { providers: [{ id: 'late', name: 'Late' }] }, retire: {} }, record);
    expect([before, { ...before, revision: 2 }].map(({ revision }) => revision)).toContain((await reading).revision);
    expect(await catalog.read(1)).toEqual(before);
    expect((await catalog.read()).providers.map(({ id }) => id)).toContain('late');
  });

  test('a read that nobody waits for any more ends with the reason', async () => {
    const { catalog } = opened(open);
    await applySeed(catalog, seedOf(), NOW);
    await expect(catalog.read(1, AbortSignal.abort(new Error('the service stops')))).rejects.toThrow('the service stops');
  });
}
