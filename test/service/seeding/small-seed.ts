import type { Seed } from '../../../src/catalog/seed/check-seed.ts';
import { parseSeed } from '../../../src/service/seeding/read-seed.ts';

export const NOW = new Date('2026-11-23T12:00:00Z');
// biome-ignore lint/suspicious/noExplicitAny: tests write what the seed's types forbid
export type SeedFiles = Record<string, any>;

/** One family, one model with two offers, a claim of each kind of value, and everything that rests on them. */
export function smallSeed(): SeedFiles {
  const sourced = (source: string) => ({ source, as_of: '2026-10-01', confidence: 'high' });
  return {
    'attributes/specification.json': {
      context_window: attribute({ type: 'number', unit: 'tokens', scale: { kind: 'log', worst: 8000, best: 1_000_000 } }),
      open_weights: attribute({ type: 'boolean', scale: { kind: 'linear', worst: 0, best: 1 } }),
      languages: attribute({ type: 'set', scale: { kind: 'set', wanted: ['en', 'de'] }, format: 'bcp47' }),
      license: attribute({ type: 'string', better: 'none', scale: null, format: 'spdx' }),
      release_date: attribute({ type: 'date', scale: { kind: 'linear', worst: '2024-01-01', best: '2026-11-01' } }),
      homepage: attribute({ type: 'string', better: 'none', scale: null, format: 'url' }),
    },
    'attributes/price.json': {
      price_input: attribute({ type: 'number', better: 'lower', scope: 'offer', scale: { kind: 'linear', worst: 20, best: 0.1 } }),
      hosting: attribute({ type: 'string', better: 'none', scale: null, scope: 'provider', values: ['cloud', 'self_hosted'] }),
    },
    'sources.json': {
      'meta-card': { kind: 'vendor', title: 'Model card', locator: 'https://example.org/card', license: null, retrieved: '2026-11-01' },
      'groq-prices': { kind: 'vendor', title: 'Prices', locator: 'https://example.org/prices', license: null, retrieved: null },
      article: { kind: 'article', title: 'The article', locator: 'article.txt', license: null, retrieved: null },
    },
    'licenses/LicenseRef-Llama-4.json': {
      title: 'Llama 4 licence',
      source: 'meta-card',
      terms: {
        kind: 'license_of_weights',
        dated: '2025-04-05',
        permissions: [{ tag: 'commercial_use', clause: '1(a)', quote: 'to use', source: 'meta-card' }],
        conditions: [],
        limitations: null,
        prohibitions: [],
        thresholds: [],
        field_of_use: null,
        regions_excluded: [],
        outputs: null,
        unchecked: [],
      },
    },
    'gpus.json': {
      h100: { name: 'H100', memory_gb: 80, memory_bandwidth_gb_s: 3350, source: 'meta-card', locator: 'table 1' },
    },
    'leaders.json': { models: ['meta/llama-4-scout'], providers: ['groq'] },
    'completeness.json': {
      context: { title: 'Window', rule: { of: 'models', needs: [{ attributes: ['context_window'] }], at_least: 1, not_found_up_to: 0 } },
    },
    'calibration/2026-11-01.json': calibration(),
    'synonyms.json': { 'meta-llama': { means: 'meta', source: 'meta-card', locator: 'the organisation on Hugging Face' } },
    'aliases/any.json': { models: { 'llama-4-scout-17b-16e:free': 'meta/llama-4-scout:free' }, providers: { 'groq-cloud': 'groq' } },
    'providers/groq.json': { name: 'Groq', claims: [{ attribute: 'hosting', value: 'cloud', ...sourced('groq-prices') }] },
    'providers/self-hosted.json': { name: 'Your own hardware', claims: [] },
    'families/meta/llama-4.json': {
      name: 'LLaMA-4',
      claims: [
        { attribute: 'context_window', value: 128_000, source: 'article', as_of: null, confidence: 'low', locator: 'table', ref: 'ac-001' },
        {
          attribute: 'context_window',
          value: 10_000_000,
          source: 'article',
          as_of: null,
          confidence: 'low',
          locator: 'conclusion',
          ref: 'ac-002',
        },
      ],
    },
    'models/meta/llama-4-scout.json': {
      name: 'Llama 4 Scout',
      family: 'meta/llama-4',
      claims: [
        { attribute: 'context_window', value: 10_000_000, ...sourced('meta-card'), ref: 'vf-0001' },
        { attribute: 'languages', value: ['de', 'en', 'pt-BR'], qualifier: 'at_least', ...sourced('meta-card') },
        { attribute: 'open_weights', value: true, ...sourced('meta-card'), corroborated_by: ['groq-prices'] },
        { attribute: 'license', value: 'LicenseRef-Llama-4', ...sourced('meta-card'), note: 'named in the card' },
        { attribute: 'release_date', value: '2025-04-05', ...sourced('meta-card'), via: 'groq-prices' },
        { attribute: 'homepage', value: null, value_status: 'not_found', ...sourced('meta-card') },
      ],
      offers: [
        {
          provider: 'groq',
          claims: [
            { attribute: 'price_input', value: 0.11, ...sourced('groq-prices'), conditions: 'on demand', when: { from: '2026-01-01' } },
            { attribute: 'context_window', value: 131_072, ...sourced('groq-prices'), ref: 'vf-0002' },
          ],
        },
        { provider: 'self-hosted', variant: 'int4', claims: [] },
      ],
    },
    'groups/openness.json': {
      title: 'Openness',
      description: 'How open.',
      weights: { open_weights: 2, context_window: 1 },
      weights_reason: 'A test.',
    },
    'profiles/long-documents.json': {
      title: 'Long documents',
      description: 'Long context first.',
      version: 1,
      request: { prefer: { weights: { context_window: 2, openness: 1 } } },
      reasons: { context_window: 'That is what it is for.' },
    },
    'verdicts/av-01.json': {
      condition: 'long context',
      section: 'Conclusion',
      quote: 'up to 10M tokens',
      kind: 'stated',
      supporting_claims: ['ac-001', 'ac-002'],
      request: { view: 'article', require: { context_window: { at_least: 1_000_000 } } },
      request_reason: 'A million tokens is long.',
    },
    'verdict-picks.json': { 'av-01': 'meta/llama-4' },
    'claim-checks.json': [{ claim: 'ac-002', verdict: 'confirmed', facts: ['vf-0001', 'vf-0002'], note: null }],
    'contradictions.json': { 'ax-01': { claims: ['ac-001', 'ac-002'], why: 'Two windows for one model.' } },
  };
}

/** The seed with a benchmark of 198 questions, and Scout's result on it as the last claim of its file. */
export function addResult(files: SeedFiles, result: object = {}): void {
  const scale = { kind: 'linear', worst: 25, best: 100 };
  files['attributes/benchmark_reasoning.json'] = {
    gpqa_diamond: attribute({ type: 'number', unit: 'percent', nature: 'measured', scale, items: 198 }),
  };
  const claim = { attribute: 'gpqa_diamond', value: 57.2, source: 'meta-card', as_of: '2026-10-01', confidence: 'high' };
  files['models/meta/llama-4-scout.json'].claims.push({ ...claim, ...result });
}

function attribute(given: object): object {
  const rest = { unit: null, better: 'higher', nature: 'decided', scope: 'model', scale_reason: 'A test.', stale_after_days: null };
  return { title: 'A title', description: 'A description.', ...rest, ...given };
}

/** The files as texts; a string stands for itself, so that a test can write what is no JSON. */
export function textsOf(files: SeedFiles): { path: string; text: string }[] {
  return Object.entries(files).map(([path, json]) => ({ path, text: typeof json === 'string' ? json : JSON.stringify(json, null, 2) }));
}

export function seedOf(files: SeedFiles = smallSeed()): Seed {
  return parseSeed({ files: textsOf(files), fingerprint: '' });
}

/** The small seed with 3,000 claims more: enough that a process can be killed while it writes them. */
export function largeSeed(): SeedFiles {
  const files = smallSeed();
  for (let i = 0; i < 3000; i++) {
    const measured = { attribute: 'context_window', value: 1000 + i, source: 'meta-card', as_of: null, confidence: 'low', ref: `vf-1${i}` };
    files['models/meta/llama-4-scout.json'].claims.push(measured);
  }
  return files;
}

/** Of one item and one ability: what it would be is told by none of the numbers. */
function calibration() {
  const errors = { results: 9, mae: 5, mae_mean: 12, bias: 0, rank: 0.8, coverage_90: 0.9 };
  const folds = { count: 10, ...errors };
  const item = { attribute: 'context_window', ability: 'reading', family: 'window', link: 'logit', chance: 0 };
  return {
    method: 'factor-logit-1',
    ...{ eps: 0.02, kappa: 1.35, general_variance: 1.7, other_efforts: ['low'] },
    inputs: [{ source: 'meta-card', as_of: null, results: 9 }],
    ...{ results: 9, respondents: 4, fit: { folds, without_own: folds, since: { day: '2026-01-01', ...errors } } },
    abilities: { reading: { variance: 0.1, reference: 'window', scale: { worst: -3, best: 3.5 }, also: [] } },
    items: {
      window: { ...item, ...{ a: 1, c: 0, sd: 0.2, se_a: 0.05, se_c: 0.05, results: 9, error: 5, error_of_mean: 12 } },
      other: { ...item, attribute: null, ...{ a: 1, c: 0, sd: 0.2, se_a: 0.05, se_c: 0.05, results: 9, error: null, error_of_mean: null } },
    },
  };
}
