import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Claim } from '../../src/catalog/claim.ts';
import { indexCatalog } from '../../src/catalog/derived/index-catalog.ts';
import type { Fact } from '../../src/catalog/facts/fact.ts';
import { factView } from '../../src/catalog/facts/fact-view.ts';
import { LIFECYCLE, RETIREMENT } from '../../src/catalog/facts/lifecycle.ts';
import { REGISTER } from '../../src/catalog/facts/market.ts';
import { rankCatalog } from '../../src/explaining/rank-catalog.ts';
import { claimOf, sourceOf } from '../support/catalogs/fixture.ts';
import { valueFor } from '../support/catalogs/random-catalog.ts';
import { TODAY } from '../support/catalogs/seeded.ts';
import { FIXED, type Question, WORLDS } from '../support/catalogs/worlds.ts';
import { ask } from '../support/requests/ask.ts';
import { selectionOf } from '../support/requests/eligibility.ts';

/** A question whose answer is settled, and the catalog with everything that the answer does not know found out, at random. */
function resolution({ catalog, request }: Question): fc.Arbitrary<Claim[]> {
  const { resolved } = ask(catalog, request);
  const view = factView(catalog, selectionOf(resolved), resolved.as_of);
  const used = new Set([...Object.keys(resolved.require), ...Object.keys(resolved.scales)]);
  const open = view.candidates.flatMap((candidate) =>
    [...used].flatMap((name) => {
      const attribute = catalog.attributes.get(name);
      // a cost is found out by its prices, and that a model may be withdrawn is not counted (docs/decisions/0006)
      // nor that a model may turn out to be no chat model, or an offer to be part of a plan
      if (!attribute || name === LIFECYCLE || REGISTER.includes(name)) return [];
      const fact = view.factOf(attribute, candidate);
      return isOpen(fact) ? [{ subject: candidate.id, attribute, fact }] : [];
    }),
  );
  const found = open.map(({ subject, attribute, fact }) =>
    valueFor(attribute).map((value) =>
      claimOf(subject, attribute.id, within(fact, toCome(attribute.id, value, resolved.as_of)), {
        source: 'finder',
        id: `found_${subject}_${attribute.id}`,
        position: 99,
      }),
    ),
  );
  return fc.tuple(...found);
}

function isOpen({ status, claim }: Fact): boolean {
  return status === 'unknown' || (status === 'known' && (claim?.qualifier === 'at_least' || claim?.qualifier === 'at_most'));
}

/** A bound stays true: what is found out lies on its open side. */
function within({ value: bound, claim }: Fact, value: Claim['value']): Claim['value'] {
  if (bound === null) return value;
  if (Array.isArray(bound)) return [...new Set([...bound, ...(value as string[])])];
  const above = (value as number) >= (bound as number);
  return above === (claim?.qualifier === 'at_least') ? value : bound;
}

/** That a model may have been withdrawn is not counted: a retirement that is found out is still to come. */
function toCome(attribute: string, value: Claim['value'], today: string): Claim['value'] {
  return attribute === RETIREMENT && typeof value === 'string' && value <= today ? '2031-01-01' : value;
}

test.each(WORLDS)(
  'on $name: no way of finding out what is unknown puts another model first where the verdict is settled',
  ({ questions, share }) => {
    const settled = questions().filter(({ catalog, request }) => {
      // a list of sources, or the article alone, cannot be given what they did not say
      if (request.sources !== undefined || request.view === 'article') return false;
      const { verdict, considered } = ask(catalog, request);
      return verdict.settled && considered > 1;
    });
    fc.assert(
      fc.property(
        settled.chain((question) => resolution(question).map((found) => ({ ...question, found }))),
        ({ data, catalog, request, found }) => {
          const richer = indexCatalog({
            ...data,
            sources: [...data.sources, sourceOf('operator', 'finder')],
            claims: [...data.claims.filter((claim) => !replaced(claim, found)), ...found],
          });
          const first = rankCatalog(richer, request, TODAY).ranking.filter((entry) => entry.rank === 1);
          expect(first.map((entry) => entry.model).filter((model) => model !== ask(catalog, request).verdict.choose)).toEqual([]);
        },
      ),
      { ...FIXED, numRuns: 12 * share * share },
    );
  },
);

/** What is found out takes the place of the operator's own earlier word on it. */
function replaced(claim: Claim, found: readonly Claim[]): boolean {
  return claim.source === 'operator' && found.some(({ subject, attribute }) => subject === claim.subject && attribute === claim.attribute);
}
