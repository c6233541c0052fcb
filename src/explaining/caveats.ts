import { dayNumber } from '../catalog/calendar-date.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { type Column, factAt } from '../catalog/facts/column.ts';
import type { Fact } from '../catalog/facts/fact.ts';
import type { Candidate, FactView } from '../catalog/facts/fact-view.ts';
import { LIFECYCLE, RETIREMENT } from '../catalog/facts/lifecycle.ts';
import { memoizeByIndex, memoizeWeak } from '../catalog/memoize.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import type { ComputedView } from '../criteria/registry.ts';
import { testOf } from '../ranking/gate/fact-test.ts';
import { isClamped, type MeasuredPart, usedAttributes } from '../ranking/measure/measure.ts';
import type { RankingState } from '../ranking/state.ts';
import { intIn } from '../scoring/number-in.ts';
import { claimIds, notesOf, staleCaveat, type WrittenCaveat, written } from './fact-caveats.ts';
import { marketCaveats } from './market-caveats.ts';

/** How many days before its retirement a model gets a caveat. */
export const RETIRING_SOON_DAYS = 90;

/** Adds the caveats of one kind on a candidate to those found so far. */
type Collect = (candidate: number, found: WrittenCaveat[]) => void;

/**
 * By candidate: the caveats on every fact that the ranking used for it. Those are the facts of its requirements and its criteria, what computed
 * values were computed from, and whether it can be had at all.
 */
export function caveatsBy(state: RankingState): (candidate: number) => WrittenCaveat[] {
  const { catalog, plan, view, performances } = state;
  const used = [...new Set([...usedAttributes(plan, performances), ...drawnOn(catalog, view)])];
  const kinds = [
    factCaveats(state, used),
    servedCaveats(state, used),
    computedCaveats(state),
    keptUnknownCaveats(state),
    clampedCaveats(state),
    availabilityCaveats(state),
    marketCaveats(state),
  ].filter((collect) => collect !== null);
  return (candidate) => {
    const found: WrittenCaveat[] = [];
    for (const collect of kinds) collect(candidate, found);
    return found;
  };
}

/** The attributes that the computed criteria of a view draw on. */
export function drawnOn(catalog: Catalog, { computed }: ComputedView): Attribute[] {
  return [...computed.values()].flatMap(({ drawsOn }) => drawsOn.flatMap((id) => catalog.attributes.get(id) ?? []));
}

/** Caveats on each fact by itself. */
function factCaveats({ plan, view }: RankingState, used: readonly Attribute[]): Collect {
  const today = dayNumber(plan.asOf);
  const claimed = used.filter(({ id }) => !view.computed.has(id)).map((attribute) => notesOf(view.column(attribute)));
  return (candidate, found) => {
    for (const { attribute, factIndex, lasting, aging } of claimed) {
      const fact = intIn(factIndex, candidate);
      const always = lasting(fact);
      for (let k = 0; k < always.length; k++) found.push(always[k] as WrittenCaveat);
      const dated = aging(fact);
      if (dated !== null && today > dated.lastDay) found.push(staleCaveat(attribute, dated, today));
    }
  };
}

/** What the model itself can do, where an offer says something else or nothing. */
function servedCaveats({ view }: RankingState, used: readonly Attribute[]): Collect | null {
  const notesIn = servedNotes(view.claimed);
  const served = used.filter(({ inherited_by }) => inherited_by !== undefined).map((attribute) => notesIn(view.column(attribute)));
  if (served.length === 0) return null;
  return (candidate, found) => {
    for (const noteOf of served) {
      const note = noteOf(candidate);
      if (note) found.push(note);
    }
  };
}

/** By candidate of the view that the column belongs to: they depend on the two alone. */
const servedNotes = memoizeWeak((view: FactView) =>
  memoizeWeak((column: Column) => memoizeByIndex(view.candidates.length, (candidate) => servedNote(view, column, candidate))),
);

/** What an offer serves may be less than what the weights can do: the figure of the model stands beside that of the offer, known or not. */
function servedNote(view: FactView, column: Column, candidate: number): WrittenCaveat | null {
  const { offer, model, family } = view.candidates[candidate] as Candidate;
  const fact = factAt(column, candidate);
  if (offer === null || (fact.claim !== null && fact.claim.subject !== offer)) return null;
  const own = view.factOf(column.attribute, { id: model, model, family, offer: null, provider: null });
  if (own.value === null || own.claim === null || own.value === fact.value) return null;
  const stated = typeof own.value === 'number' ? own.value : String(own.value);
  return written('model_states', column.attribute, [...claimIds(fact), own.claim.id], stated);
}

function computedCaveats({ view }: RankingState): Collect | null {
  if (view.computed.size === 0) return null;
  return (candidate, found) => {
    for (const { column } of view.computed.values())
      for (const caveat of column.caveats(candidate)) found.push({ caveat, text: JSON.stringify(caveat) });
  };
}

/** Facts that are not known, where a requirement keeps such candidates. */
function keptUnknownCaveats({ plan, view }: RankingState): Collect | null {
  const lenient = plan.constraints
    .filter(({ requirement }) => requirement.if_unknown === 'keep')
    .map(({ attribute, requirement }) => ({ column: view.column(attribute), test: testOf(attribute, requirement) }));
  if (lenient.length === 0) return null;
  return (candidate, found) => {
    for (const { column, test } of lenient)
      if (test(factAt(column, candidate)).includes('unknown')) found.push(written('unknown_kept', column.attribute));
  };
}

/** Values beyond an anchor of their scale. */
function clampedCaveats({ performances }: RankingState): Collect {
  const parts = performances?.parts ?? [];
  return (candidate, found) => {
    for (const part of parts) if (isClamped(part, candidate)) found.push(clampedCaveat(part, candidate));
  };
}

function clampedCaveat({ attribute, column }: MeasuredPart, candidate: number): WrittenCaveat {
  if (column.lineage) return written('clamped', attribute, column.lineage(candidate));
  return notesOf(column).clamped(intIn(column.factIndex, candidate));
}

/** Whether the model is on its way out, and whether an offer of it is known. */
function availabilityCaveats({ catalog, plan, view }: RankingState): Collect {
  const today = dayNumber(plan.asOf);
  const lifecycle = view.columnNamed(LIFECYCLE);
  const retirement = view.columnNamed(RETIREMENT);
  return (candidate, found) => {
    if (lifecycle) addLifecycle(lifecycle.attribute, factAt(lifecycle, candidate), found);
    if (retirement) addRetirement(retirement.attribute, factAt(retirement, candidate), today, found);
    const { offer, model } = view.candidates[candidate] as Candidate;
    if (offer === null && catalog.models.has(model)) found.push(written('no_known_offer'));
  };
}

function addLifecycle(attribute: Attribute, fact: Fact, found: WrittenCaveat[]): void {
  const ending = fact.value === 'deprecated' || fact.value === 'legacy' || fact.value === 'retired';
  if (ending) found.push(written('deprecated', attribute, claimIds(fact), String(fact.value)));
}

function addRetirement(attribute: Attribute, fact: Fact, today: number, found: WrittenCaveat[]): void {
  if (typeof fact.value !== 'string') return;
  const left = dayNumber(fact.value) - today;
  if (left <= 0) found.push(written('retirement_possible', attribute, claimIds(fact), fact.value));
  else if (left <= RETIRING_SOON_DAYS) found.push(written('retiring_soon', attribute, claimIds(fact), fact.value));
}
