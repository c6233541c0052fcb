import type { Catalog } from '../../catalog/catalog.ts';
import type { Column } from '../../catalog/facts/column.ts';
import { type Fact, UNKNOWN } from '../../catalog/facts/fact.ts';
import type { Candidate, FactView } from '../../catalog/facts/fact-view.ts';
import { isNoPrice, isPlan, KIND, PLANS, PROVIDER_KIND } from '../../catalog/facts/market.ts';
import { memoizeWeak } from '../../catalog/memoize.ts';
import type { Plan } from '../ask/plan.ts';
import type { AvailabilityRule } from './availability.ts';
import type { Misses } from './fact-test.ts';

/** A rule on what is sold by whom. What a request names it asks for, so some candidates are exempt: they have a value code of their own. */
export type MarketRule = AvailabilityRule & { readonly column: Column; readonly exempt: number | null; readonly remedy: string };

const PASSES: Misses = [];
const OTHER_KIND: Misses = ['other_kind'];
const PLAN_ONLY: Misses = ['plan_only'];
const UNVETTED: Misses = ['unvetted_provider'];

/** What keeps the basis of a price from being one that takes part. */
export function planMisses(fact: Fact): Misses {
  return isPlan(fact.value) || isNoPrice(fact) ? PLAN_ONLY : PASSES;
}

/**
 * The rules that a request is under: the kinds of models, plans, and providers of which nobody says what they are. The article's families are
 * under none, and a vocabulary that lacks a word has no rule on it.
 */
export function marketRules(catalog: Catalog, { selection, candidates: asked }: Plan, view: FactView): MarketRule[] {
  if ('view' in selection && selection.view === 'article') return [];
  const rules: (MarketRule | null)[] = [
    kindRule(catalog, asked, view),
    asked.plans === 'exclude' ? planRule(asked, view) : null,
    asked.unvetted ? null : providerRule(asked, view),
  ];
  return rules.filter((rule) => rule !== null);
}

type Asked = Plan['candidates'];

function kindRule({ attributes }: Catalog, { kinds, models, offers }: Asked, view: FactView): MarketRule | null {
  const attribute = attributes.get(KIND);
  if (!attribute) return null;
  const [namedModels, namedOffers] = [new Set(models), new Set(offers)];
  const isNamed = ({ id, model }: Candidate) => namedModels.has(model) || namedOffers.has(id);
  const column = view.column(attribute);
  return {
    attribute,
    requirement: { any_of: [...kinds], if_unknown: 'keep' },
    test: ({ value }) => (value === null || kinds.some((kind) => kind === value) ? PASSES : OTHER_KIND),
    ...(namedModels.size + namedOffers.size > 0 ? exempting(column, view.candidates, isNamed) : { column, exempt: null }),
    remedy: `Only models of these kinds were asked for: ${kinds.join(', ')}. Name others in candidates.kinds, or the model itself.`,
  };
}

function planRule({ offers }: Asked, view: FactView): MarketRule | null {
  const column = view.priceBasis();
  if (!column) return null;
  const named = new Set(offers);
  return {
    attribute: column.attribute,
    requirement: { none_of: [...PLANS], if_unknown: 'keep' },
    test: planMisses,
    ...(named.size > 0
      ? exempting(column, view.candidates, ({ id, offer }) => offer === null || named.has(id))
      : ofOffers(column)(view.candidates)),
    remedy:
      'It is part of a plan or for trial, or it is listed at 0 and nobody says that it is free: set candidates.plans to "include", or name the offer.',
  };
}

function providerRule({ offers, providers }: Asked, view: FactView): MarketRule | null {
  const stated = view.columnNamed(PROVIDER_KIND);
  if (!stated) return null;
  const [namedOffers, namedProviders] = [new Set(offers), new Set(providers)];
  const isNamed = ({ id, provider }: Candidate) => provider === null || namedOffers.has(id) || namedProviders.has(provider);
  return {
    attribute: stated.attribute,
    requirement: { known: true },
    test: ({ value }) => (value === null ? UNVETTED : PASSES),
    ...(namedOffers.size + namedProviders.size > 0 ? exempting(stated, view.candidates, isNamed) : ofOffers(stated)(view.candidates)),
    remedy: 'Nobody says what kind of provider this is: set candidates.unvetted to true, or name the provider or the offer.',
  };
}

type Exempting = Pick<MarketRule, 'column' | 'exempt'>;

/** A model that nobody serves has no provider to be known, and no plan to be part of. */
const ofOffers = memoizeWeak((column: Column) =>
  memoizeWeak((candidates: readonly Candidate[]) => exempting(column, candidates, ({ offer }) => offer === null)),
);

/** The column with a value code for those that are exempt, whatever is known of them. */
function exempting(column: Column, candidates: readonly Candidate[], isExempt: (candidate: Candidate) => boolean): Exempting {
  const exempt = column.distinctFacts.length;
  const valueCode = column.valueCode.map((code, i) => (isExempt(candidates[i] as Candidate) ? exempt : code));
  return { column: { ...column, valueCode, distinctFacts: [...column.distinctFacts, UNKNOWN] }, exempt };
}
