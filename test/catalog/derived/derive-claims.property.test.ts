import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Claim, ClaimValue } from '../../../src/catalog/claim.ts';
import { indexCatalog } from '../../../src/catalog/derived/index-catalog.ts';
import { factView, OFFER_SPECIFICITY } from '../../../src/catalog/facts/fact-view.ts';
import { ruleNamed } from '../../../src/catalog/rules/registry.ts';
import { derivableData, derivedClaims } from '../../support/catalogs/deriving.ts';
import { claimOf } from '../../support/catalogs/fixture.ts';

const MODELS = ['lab/line', 'lab/one', 'lab/two'];
const OFFERS = ['lab/one@lab', 'lab/one@cloud', 'lab/one@self-hosted'];
const number = fc.constantFrom<ClaimValue>(7e9, 27e9, 50e9, 400e9);
const SAID: readonly [attribute: string, subjects: readonly string[], value: fc.Arbitrary<ClaimValue>][] = [
  ['license', MODELS, fc.constantFrom<ClaimValue>('Free', 'Research', 'Silent', 'Nowhere')],
  ['open_weights', MODELS, fc.boolean()],
  ['parameters_total', MODELS, number],
  ['weights_precision', MODELS, fc.constantFrom<ClaimValue>(['BF16'], ['BF16', 'FP8'], ['MXFP4'])],
  ['training_gpu_hours', MODELS, number],
  ['training_gpu_hours_pretraining', MODELS, number],
  ['training_gpu_power', MODELS, fc.constantFrom<ClaimValue>(400, 700)],
  ['api_commercial_use', ['lab', 'cloud'], fc.boolean()],
  ['price_input', OFFERS, fc.constantFrom<ClaimValue>(0, 0.5, 2)],
  // and what rules conclude, stated
  ['commercial_use', [...MODELS, ...OFFERS], fc.boolean()],
  ['training_energy', MODELS, number],
  ['single_gpu', MODELS, fc.boolean()],
];

const statement: fc.Arbitrary<Claim> = fc
  .constantFrom(...SAID)
  .chain(([attribute, subjects, value]) =>
    fc.record({
      attribute: fc.constant(attribute),
      subject: fc.constantFrom(...subjects),
      value,
      source: fc.constantFrom('vendor', 'independent', 'registry', 'article', 'operator'),
      as_of: fc.constantFrom(null, '2025-01-01', '2026-01-01'),
      confidence: fc.constantFrom<Claim['confidence']>('high', 'medium', 'low'),
    }),
  )
  .map(({ subject, attribute, value, ...over }) => claimOf(subject, attribute, value, over));
// each has a place of its own: of two statements of one source the later one stands
const statements = fc
  .array(statement, { minLength: 1, maxLength: 25 })
  .map((said) => said.map((claim, position) => ({ ...claim, position })));

const ids = (claims: readonly Claim[]) => derivedClaims(indexCatalog(derivableData(claims))).map(({ id }) => id);

test('the order of claims changes neither what is derived nor what is believed', () => {
  fc.assert(
    fc.property(
      statements.chain((said) => fc.tuple(fc.constant(said), fc.shuffledSubarray(said, { minLength: said.length }))),
      ([said, shuffled]) => {
        const [a, b] = [indexCatalog(derivableData(said)), indexCatalog(derivableData(shuffled))];
        expect(derivedClaims(b)).toEqual(derivedClaims(a));
        const [viewA, viewB] = [a, b].map((catalog) => factView(catalog, { view: 'all' }, '2026-11-28'));
        for (const attribute of a.attributes.values())
          for (const candidate of viewA?.candidates ?? [])
            expect(viewB?.factOf(attribute, candidate)).toEqual(viewA?.factOf(attribute, candidate));
      },
    ),
  );
});

test('two compilations give the same ids, and no two claims share one', () => {
  fc.assert(
    fc.property(statements, (said) => {
      const first = ids(said);
      expect(ids(said)).toEqual(first);
      expect(new Set(first).size).toBe(first.length);
    }),
  );
});

test('without one of the claims, all that was made from it is gone, and nothing else', () => {
  fc.assert(
    fc.property(statements, fc.nat(), (said, at) => {
      const gone = said[at % said.length]?.id ?? '';
      const before = derivedClaims(indexCatalog(derivableData(said)));
      const restOn = new Set([gone]);
      for (const claim of before) if (claim.derived?.from.some((id) => restOn.has(id))) restOn.add(claim.id);
      // of a chain the later links come from rules behind
      for (const claim of before) if (claim.derived?.from.some((id) => restOn.has(id))) restOn.add(claim.id);
      expect(ids(said.filter(({ id }) => id !== gone))).toEqual(before.map(({ id }) => id).filter((id) => !restOn.has(id)));
    }),
  );
});

test('no derived claim stands before one that a source states, and none but on what stands itself', () => {
  fc.assert(
    fc.property(statements, fc.constantFrom('verified', 'article', 'all'), (said, name) => {
      const catalog = indexCatalog(derivableData(said));
      const view = factView(catalog, { view: name }, '2026-11-28');
      for (const attribute of catalog.attributes.values()) {
        for (const candidate of view.candidates) {
          const { claim } = view.factOf(attribute, candidate);
          if (!claim?.derived) continue;
          const stated = view.claimsOn(attribute, candidate).filter((entry) => !entry.claim.derived);
          expect(stated).toEqual([]);
          // what an offer would take over gives way to a rule alone that knows of it
          if (ruleNamed(claim.derived.rule)?.replacesInherited)
            expect(view.claimsOn(attribute, candidate).every(({ specificity }) => specificity === OFFER_SPECIFICITY)).toBe(true);
          for (const id of claim.derived.from) {
            const input = catalog.claims.get(id);
            const kind = input && !input.derived ? catalog.sources.get(input.source)?.kind : undefined;
            if (kind) expect(name === 'all' || (kind === 'article') === (name === 'article')).toBe(true);
          }
        }
      }
    }),
  );
});
