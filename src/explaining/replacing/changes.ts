import { claimsAt, factAt } from '../../catalog/facts/column.ts';
import type { FactView } from '../../catalog/facts/fact-view.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { ASKED_OF_REPLACED, type Known, knownOfModel } from '../../ranking/ask/replaced.ts';
import { usedAttributes } from '../../ranking/measure/measure.ts';
import type { RankingState } from '../../ranking/state.ts';
import type { Change } from '../answer/ranking.ts';

/** What one pays. */
const PRICES: readonly string[] = ['price_input', 'price_output'];
/** What else one who changes the model wants to know. */
const FURTHER: readonly string[] = ['max_output_tokens', 'license'];
/** As many as an answer tells of (see RankingEntry). */
const MOST = 200;

/** The offer of the replaced model that others are compared with; null: there is none, or nothing is replaced. */
export function baselineOffer(state: RankingState): string | null {
  const baseline = baselineOf(state);
  return baseline === null ? null : (state.view.candidates[baseline]?.offer ?? null);
}

/** The first candidate of the replaced model in the order of equals whose price is known; without a known price the first. */
function baselineOf({ plan, view }: RankingState): number | null {
  const own = plan.replaced === null ? [] : (view.byModel.get(plan.replaced.model) ?? []);
  const prices = PRICES.flatMap((id) => view.columnNamed(id) ?? []);
  const priced = own.find((candidate) => prices.some((price) => factAt(price, candidate).value !== null));
  return priced ?? own[0] ?? null;
}

/** By candidate: what changes for one who takes it in place of the model in use. Null where nothing is replaced. */
export function changesBy(state: RankingState): ((candidate: number) => readonly Change[]) | null {
  const { plan, view } = state;
  if (plan.replaced === null) return null;
  const { model } = plan.replaced;
  const baseline = baselineOf(state);
  const before = attributesOf(state).map((attribute) => ({
    attribute,
    from: ASKED_OF_REPLACED.includes(attribute.id) ? knownOfModel(view, attribute, model) : knownAt(view, attribute, baseline),
  }));
  return (candidate) =>
    before.flatMap(({ attribute, from }) => changeOf(attribute, from, knownAt(view, attribute, candidate)) ?? []).slice(0, MOST);
}

/** Prices first, then what is worked out for the request, what is asked of whoever takes the place, and what else the request speaks of. */
function attributesOf({ catalog, plan, view, performances }: RankingState): Attribute[] {
  const named = (ids: readonly string[]) => ids.flatMap((id) => catalog.attributes.get(id) ?? []);
  const criteria = (performances?.parts ?? []).filter(({ criterion, attribute }) => criterion === attribute.id);
  const spoken = usedAttributes(plan, performances && { ...performances, parts: criteria });
  const computed = [...view.computed.values()].map(({ column }) => column.attribute);
  return [...new Set([...named(PRICES), ...computed, ...named(ASKED_OF_REPLACED), ...named(FURTHER), ...spoken])];
}

function knownAt(view: FactView, attribute: Attribute, candidate: number | null): Known {
  if (candidate === null) return { value: null, claims: [] };
  const column = view.column(attribute);
  const { value } = factAt(column, candidate);
  return { value, claims: value === null ? [] : claimsAt(column, candidate) };
}

/** Null where nothing changes, or nothing is known. */
function changeOf({ id, unit }: Attribute, from: Known, to: Known): Change | null {
  if (isSame(from.value, to.value)) return null;
  const claims = [...new Set([...from.claims, ...to.claims])].sort();
  return { attribute: id, from: from.value, to: to.value, unit, ...difference(from.value, to.value), claims };
}

function difference(from: Known['value'], to: Known['value']): Pick<Change, 'by' | 'share'> {
  if (typeof from !== 'number' || typeof to !== 'number') return {};
  const by = toTwelveDigits(to - from);
  return from === 0 ? { by } : { by, share: toTwelveDigits(by / Math.abs(from)) };
}

/** So that 0.3 - 0.1 is 0.2. */
function toTwelveDigits(value: number): number {
  return Number.parseFloat(value.toPrecision(12));
}

function isSame(a: Known['value'], b: Known['value']): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((member) => b.includes(member));
}
