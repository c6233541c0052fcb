import * as fc from 'fast-check';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import type { Claim, ClaimValue } from '../../../src/catalog/claim.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf, sourceOf } from './fixture.ts';

/** Small catalogs of every kind of disagreement: claims on all levels, by all kinds of sources, dated, bounded, partial, fruitless, retired. */

const LEVELS = { kind: 'linear', worst: 0, best: 1 } as const;

/** One attribute for each way in which the engine treats them differently. */
export const VOCABULARY: readonly Attribute[] = [
  attributeOf('quality', { nature: 'measured', stale_after_days: 100 }),
  attributeOf('price', { scope: 'offer', better: 'lower', scale: { kind: 'log', worst: 100, best: 1 }, unit: 'USD' }),
  attributeOf('window', { inherited_by: ['vendor_api', 'self_hosted'], scale: { kind: 'log', worst: 1, best: 100 }, unit: 'tokens' }),
  attributeOf('uptime', {
    scope: 'provider',
    scale: {
      kind: 'steps',
      points: [
        [10, 0],
        [50, 0.7],
        [90, 1],
      ],
    },
  }),
  attributeOf('size', { better: 'none', scale: null }),
  attributeOf('open', { type: 'boolean', scale: LEVELS }),
  attributeOf('trains', { type: 'boolean', better: 'lower', scope: 'provider', scale: { kind: 'linear', worst: 1, best: 0 } }),
  attributeOf('kinds', { type: 'set', better: 'none', scale: null, values: ['audio', 'image', 'text'] }),
  attributeOf('languages', { type: 'set', better: 'none', scale: null, format: 'bcp47' }),
  attributeOf('grade', { type: 'string', scale: { kind: 'set', wanted: ['gold', 'silver'] }, values: ['bronze', 'gold', 'silver'] }),
  attributeOf('motto', { type: 'string', scale: null }),
  attributeOf('cutoff', { type: 'date', scale: { kind: 'linear', worst: '2025-01-01', best: '2026-12-31' } }),
  attributeOf('hosting', { type: 'set', better: 'none', scale: null, scope: 'provider', values: ['cloud', 'self_hosted', 'vendor_api'] }),
  attributeOf('lifecycle', {
    type: 'string',
    better: 'none',
    scale: null,
    values: ['current', 'deprecated', 'retired', 'unreleased'],
    stale_after_days: 100,
  }),
  attributeOf('retirement_date', { type: 'date', better: 'none', scale: null, scope: 'offer' }),
  attributeOf('kind', { type: 'string', better: 'none', scale: null, values: ['chat', 'embedding'] }),
  attributeOf('provider_kind', {
    type: 'string',
    better: 'none',
    scale: null,
    scope: 'provider',
    values: ['aggregator', 'cloud', 'vendor'],
  }),
  attributeOf('price_basis', { type: 'string', better: 'none', scale: null, scope: 'offer', values: ['free', 'metered', 'subscription'] }),
];

/** What says whether something can be had at all is stated apart, so that most can be. */
const OF_THE_MARKET = ['lifecycle', 'retirement_date', 'kind', 'provider_kind', 'price_basis'];

const DAYS = ['2025-03-01', '2025-09-30', '2026-02-28', '2026-06-01', '2026-10-15', '2026-11-23', '2026-11-24', '2027-01-01'];
const NUMBERS = [0, 1, 2, 5, 10, 20, 50, 50.5, 80, 99, 100, 150];
const LANGUAGES = ['de', 'de-AT', 'en', 'ja', 'pt', 'pt-BR'];
/** Text that is easily spoilt on its way into JSON. */
const MOTTOS = ['plain', 'say "so"\\', 'line\nbreak\u2028\u0007', 'Grüße 🙂'];
const SOURCES = [
  sourceOf('vendor'),
  sourceOf('vendor', 'vendor-b'),
  sourceOf('independent'),
  sourceOf('independent', 'independent-b'),
  sourceOf('registry'),
  sourceOf('article'),
  sourceOf('operator'),
];

const day = fc.constantFrom(...DAYS);

export function valueFor({ type, values, format }: Attribute): fc.Arbitrary<ClaimValue> {
  const members = values ?? (format === 'bcp47' ? LANGUAGES : MOTTOS);
  switch (type) {
    case 'number':
      return fc.constantFrom(...NUMBERS);
    case 'boolean':
      return fc.boolean();
    case 'date':
      return day;
    case 'string':
      return fc.constantFrom(...members);
    case 'set':
      return fc.subarray([...members]);
  }
}

function qualifierOf({ type }: Attribute): fc.Arbitrary<Claim['qualifier']> {
  if (type === 'set') return rarely(fc.constant('at_least' as const));
  if (type !== 'number' && type !== 'date') return fc.constant(undefined);
  return rarely(fc.constantFrom('at_least' as const, 'at_most' as const));
}

const whenever = rarely(
  fc.oneof(
    day.map((from) => ({ from })),
    day.map((until) => ({ until })),
    fc.constant({ input_tokens_above: 1000 }),
    fc.constant({ daily_utc: [['01:00', '04:00']] as [string, string][] }),
  ),
);

function claimOn(subjects: readonly string[], attributes: readonly Attribute[]): fc.Arbitrary<Claim> {
  return fc
    .record({
      attribute: fc.constantFrom(...attributes),
      subject: fc.constantFrom(...subjects),
      source: fc.constantFrom(...SOURCES.map((source) => source.id)),
      as_of: fc.option(day, { nil: null }),
      confidence: fc.constantFrom('high' as const, 'medium' as const, 'low' as const),
      value_status: fc.oneof(
        { arbitrary: fc.constant('stated' as const), weight: 8 },
        { arbitrary: fc.constantFrom('not_found' as const, 'not_applicable' as const), weight: 1 },
      ),
      position: fc.integer({ min: 1, max: 5 }),
      when: whenever,
      retired: fc.integer({ min: 0, max: 9 }),
    })
    .chain(({ attribute, value_status, when, retired, ...rest }) =>
      fc.record({ value: valueFor(attribute), qualifier: qualifierOf(attribute) }).map(({ value, qualifier }) => ({
        ...rest,
        id: '',
        attribute: attribute.id,
        value: value_status === 'stated' ? value : null,
        value_status,
        ...(qualifier && value_status === 'stated' ? { qualifier } : {}),
        ...(when ? { when } : {}),
        origin: 'seed' as const,
        added_in: 1,
        retired_in: retired === 0 ? 2 : null,
      })),
    );
}

const shape = fc.record({
  models: fc.array(fc.constantFrom('lab-a/line', 'lab-b/line', null), { minLength: 1, maxLength: 6 }),
  providers: fc.integer({ min: 1, max: 4 }),
  served: fc.uniqueArray(fc.record({ model: fc.nat(5), provider: fc.nat(3), variant: rarely(fc.constantFrom('eu', 'us', 'batch')) }), {
    minLength: 1,
    maxLength: 12,
    selector: (offer) => JSON.stringify(offer),
  }),
});

/** Random catalogs over the fixed vocabulary. `lab-`, `host-` and the rest of the ids are theirs alone, so that a test can rename them. */
export const randomData: fc.Arbitrary<CatalogData> = shape.chain(({ models, providers, served }) => {
  const modelIds = models.map((_, i) => `lab-${'abc'[i % 3]}/model-${i}`);
  const providerIds = Array.from({ length: providers }, (_, i) => `host-${i}`);
  const offerIds = served
    .filter((offer) => offer.model < models.length && offer.provider < providers)
    .map((offer) => `${modelIds[offer.model]}@${providerIds[offer.provider]}${offer.variant ? `:${offer.variant}` : ''}`);
  const subjects = [...modelIds, ...modelIds, ...offerIds, ...offerIds, ...providerIds, 'lab-a/line', 'lab-b/line'];
  // dense enough that most questions have several known answers, on top of which anything may be said about anything
  const mostly = (claim: fc.Arbitrary<Claim>) => fc.option(claim, { nil: null, freq: 4 });
  const plain = modelIds.flatMap((subject) => [
    ...VOCABULARY.filter(({ id }) => !OF_THE_MARKET.includes(id)).map((attribute) =>
      mostly(claimOn([subject], [attribute]).map((claim) => ({ ...claim, retired_in: null }))),
    ),
    mostly(fc.constantFrom('current', 'current', 'current', 'current', 'retired').map((value) => claimOf(subject, 'lifecycle', value))),
    mostly(fc.constantFrom('2030-01-01', '2030-01-01', '2026-12-01').map((value) => claimOf(subject, 'retirement_date', value))),
  ]);
  const ofProviders = providerIds.map((subject) =>
    mostly(fc.constantFrom('aggregator', 'cloud', 'vendor').map((value) => claimOf(subject, 'provider_kind', value))),
  );
  const ofModels = modelIds.map((subject) =>
    mostly(fc.constantFrom('chat', 'chat', 'chat', 'embedding').map((value) => claimOf(subject, 'kind', value))),
  );
  return fc
    .tuple(fc.tuple(...plain, ...ofProviders, ...ofModels), fc.array(claimOn(subjects, VOCABULARY), { maxLength: 30 }))
    .map(([stated, further]) =>
      dataOf({
        attributes: VOCABULARY,
        sources: SOURCES,
        families: ['lab-a/line', 'lab-b/line'].map((id) => ({ id, name: id })),
        models: modelIds.map((id, i) => modelOf(id, models[i] ?? null)),
        providers: providerIds.map((id) => ({ id, name: id })),
        offers: offerIds.map(offerOf),
        claims: [...stated.filter((claim) => claim !== null), ...further].map((claim, i) => ({
          ...claim,
          id: `clm_${String(i).padStart(3, '0')}`,
        })),
        groups: [
          {
            id: 'worth',
            title: 'Worth',
            description: 'Worth.',
            weights: { price: 2, quality: 3, uptime: 1 },
            weights_reason: 'A fixture.',
          },
          { id: 'freedom', title: 'Freedom', description: 'Freedom.', weights: { open: 1, trains: 1 }, weights_reason: 'A fixture.' },
        ],
        profiles: [
          {
            id: 'careful',
            title: 'Careful',
            description: 'A fixture.',
            version: 1,
            request: { require: { open: { is: true, if_unknown: 'keep' } }, prefer: { weights: { worth: 1, freedom: 1 } } },
            reasons: {},
          },
        ],
      }),
    );
});

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: 4 }, { arbitrary, weight: 1 });
}
