import { expect, test } from 'vitest';
import { indexCatalog } from '../../../src/catalog/derived/index-catalog.ts';
import { RULES } from '../../../src/catalog/rules/registry.ts';
import { claimOf } from '../../support/catalogs/fixture.ts';
import { appOver, seededCatalog, seededData } from '../../support/catalogs/seeded.ts';
import { post } from '../../support/requests/ask.ts';

const app = appOver(seededCatalog());
const get = async (url: string) => {
  const answer = await app.inject({ url });
  return { status: answer.statusCode, body: answer.json() };
};
const derivedOn = async (subject: string, attribute: string) =>
  (await get(`/v1/claims?subject=${encodeURIComponent(subject)}&attribute=${attribute}`)).body.items.filter(
    (claim: { origin: string }) => claim.origin === 'derived',
  );

test('a derived claim says its rule, and its page shows the claims that it was made from, with their sources', async () => {
  const [claim] = await derivedOn('meta/llama-3.1-8b-instruct', 'training_energy');
  // 1,460,000 GPU hours x 0.7 kW
  expect(claim).toMatchObject({ value: 1_022_000, source: 'choose-if-derived', derived: { rule: 'training_energy_by_gpu_hours' } });
  const { status, body } = await get(`/v1/claims/${claim.id}`);
  expect(status).toBe(200);
  expect(body.source.id).toBe('choose-if-derived');
  expect(body.chain.map(({ attribute, value, source }: (typeof body)['chain'][number]) => [attribute, value, source.id])).toEqual([
    ['training_gpu_hours', 1_460_000, 'llama-3-1-card'],
    ['training_gpu_power', 700, 'llama-3-1-card'],
  ]);
  expect(body.chain.map(({ id }: { id: string }) => id)).toEqual(claim.derived.from);
  expect(body.wins).toEqual({ verified: true, article: false, all: true });
});

test('a claim of a source has no chain', async () => {
  const [{ id }] = (await get('/v1/claims?subject=meta/llama-4-maverick&attribute=training_gpu_hours')).body.items;
  const { body } = await get(`/v1/claims/${id}`);
  expect(body.chain).toEqual([]);
  expect(body.derived).toBeUndefined();
});

test('the chain of an offer goes down to the licence and the terms', async () => {
  const terms = claimOf('amazon-bedrock', 'api_commercial_use', true, { source: 'choose-if-editorial' });
  const data = seededData();
  const catalog = indexCatalog({ ...data, claims: [...data.claims, terms] });
  const offer = 'meta/llama-3.1-70b-instruct@amazon-bedrock';
  const claim = (catalog.claimsByAttribute.get('commercial_use')?.get(offer) ?? []).find(({ derived }) => derived);
  const answer = await appOver(catalog).inject({ url: `/v1/claims/${claim?.id}` });
  expect(answer.json().chain.map(({ attribute, subject }: Record<string, string>) => [attribute, subject])).toEqual([
    ['commercial_use', 'meta/llama-3.1-70b-instruct'],
    ['api_commercial_use', 'amazon-bedrock'],
    ['license', 'meta/llama-3.1-70b-instruct'],
  ]);
  expect(claim?.derived).toMatchObject({ rule: 'commercial_use_of_hosted_weights' });
});

test('every claim that a ranking names can be opened, the derived ones too', async () => {
  const body = await post(app, {
    require: { commercial_use: { is: true }, open_weights: { is: true }, single_gpu: { is: true, if_unknown: 'keep' } },
    prefer: { weights: { training_energy: 1, context_window: 1 } },
    use: { commercial: true },
  });
  const named = [...new Set(JSON.stringify(body).match(/clm_\w+/g) ?? [])];
  expect(named.some((id) => id.startsWith('clm_drv_'))).toBe(true);
  for (const id of named) expect([id, (await get(`/v1/claims/${id}`)).status]).toEqual([id, 200]);
});

test('the source of derived claims can be opened and counts them; facts and pages of models cite them', async () => {
  const { body: source } = await get('/v1/sources/choose-if-derived');
  expect(source.claims).toBe([...seededCatalog().claims.values()].filter(({ derived }) => derived).length);
  const { body: page } = await get('/v1/models/meta/llama-3.1-8b-instruct');
  const { claim, value } = page.facts.verified.commercial_use;
  expect(value).toBe(true);
  expect(page.claims.find(({ id }: { id: string }) => id === claim).derived.license).toBe('LicenseRef-Llama-3.1-Community');
});

test('each rule but those on the terms of services makes a claim of the seed', () => {
  const made = new Set([...seededCatalog().claims.values()].map(({ derived }) => derived?.rule));
  // the terms of services come with the claims on providers
  expect(RULES.filter(({ id, inputs }) => !made.has(id) && !inputs.some(({ attribute }) => attribute === 'api_commercial_use'))).toEqual(
    [],
  );
});
