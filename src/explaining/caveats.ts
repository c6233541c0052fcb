import { dayNumber } from '../catalog/calendar-date.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { type Column, factAt } from '../catalog/facts/column.ts';
import type { Fact } from '../catalog/facts/fact.ts';
import type { Candidate, FactView } from '../catalog/facts/fact-view.ts';
import { LIFECYCLE, RETIREMENT } from '../catalog/lifecycle.ts';
import { memoizeByIndex, memoizeWeak } from '../catalog/memoize.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import type { ComputedView } from '../criteria/registry.ts';
import type { Plan } from '../ranking/ask/plan.ts';
import { testOf } from '../ranking/gate/fact-test.ts';
import { isClamped, type Performances, usedAttributes } from '../ranking/measure/measure.ts';
import type { Caveat } from '../words/caveat.ts';

/** A caveat with its JSON: those that a fact carries on any day are put into JSON once for the compiled catalog. */
export type WrittenCaveat = { readonly caveat: Caveat; readonly text: string };

/** Days before its retirement from which a model carries a caveat. */
export const RETIRING_SOON_DAYS = 90;

/** Caveats on every fact that a ranking used for a candidate: its requirements, its criteria and whether it can be had at all. */
export function caveatsBy(
  catalog: Catalog,
  plan: Plan,
  view: ComputedView,
  performances: Performances | null,
): (candidate: number) => WrittenCaveat[] {
  const today = dayNumber(plan.asOf);
  const parts = performances?.parts ?? [];
  const computed = [...view.computed.values()];
  const used = new Set([...usedAttributes(plan, performances), ...drawnOn(catalog, view)]);
  const notes = [...used].filter(({ id }) => !view.computed.has(id)).map((attribute) => notesOf(view.column(attribute)));
  const served = [...used]
    .filter((attribute) => attribute.inherited_by !== undefined)
    .map((attribute) => servedNotesOf(view.claimed, view.column(attribute)));
  const kept = plan.constraints
    .filter((constraint) => constraint.requirement.if_unknown === 'keep')
    .map(({ attribute, requirement }) => ({ column: view.column(attribute), test: testOf(attribute, requirement) }));
  const lifecycle = columnOf(catalog, view, LIFECYCLE);
  const retirement = columnOf(catalog, view, RETIREMENT);
  return (candidate) => {
    const noted: WrittenCaveat[] = [];
    for (let k = 0; k < notes.length; k++) noteFact(notes[k] as Notes, candidate, today, noted);
    for (const servedOf of served) {
      const served = servedOf(candidate);
      if (served) noted.push(served);
    }
    for (const { column } of computed) for (const caveat of column.caveats(candidate)) noted.push({ caveat, text: JSON.stringify(caveat) });
    for (const { column, test } of kept)
      if (test(factAt(column, candidate)).includes('unknown')) noted.push(note('unknown_kept', column.attribute));
    for (const part of parts) {
      if (!isClamped(part, candidate)) continue;
      if (part.column.lineage) noted.push(note('clamped', part.attribute, part.column.lineage(candidate)));
      else noted.push(notesOf(part.column).clamped(part.column.factIndex[candidate] as number));
    }
    if (lifecycle) noteLifecycle(lifecycle.attribute, factAt(lifecycle, candidate), noted);
    if (retirement) noteRetirement(retirement.attribute, factAt(retirement, candidate), today, noted);
    const { offer, model } = view.candidates[candidate] as Candidate;
    if (offer === null && catalog.models.has(model)) noted.push(note('no_known_offer'));
    return noted;
  };
}

/** What computed criteria are worked out from is used too. */
export function drawnOn(catalog: Catalog, { computed }: ComputedView): Attribute[] {
  return [...computed.values()].flatMap(({ drawsOn }) => drawsOn.flatMap((id) => catalog.attributes.get(id) ?? []));
}

/** What an offer serves may be less than what the weights can do: the model's own figure stands beside the offer's, also where that is not known. */
function servedNote(view: FactView, column: Column, candidate: number): WrittenCaveat | null {
  const { offer, model, family } = view.candidates[candidate] as Candidate;
  const fact = factAt(column, candidate);
  if (offer === null || (fact.claim !== null && fact.claim.subject !== offer)) return null;
  const own = view.factOf(column.attribute, { id: model, model, family, offer: null, provider: null });
  if (own.value === null || own.claim === null || own.value === fact.value) return null;
  const stated = typeof own.value === 'number' ? own.value : String(own.value);
  return note('model_states', column.attribute, [...claimIds(fact), own.claim.id], stated);
}

const servedNotes = new WeakMap<Column, (candidate: number) => WrittenCaveat | null>();

/** By candidate of the view that the column belongs to: they depend on the two alone, and are worked out once. */
function servedNotesOf(view: FactView, column: Column): (candidate: number) => WrittenCaveat | null {
  const known = servedNotes.get(column) ?? memoizeByIndex(view.candidates.length, (candidate) => servedNote(view, column, candidate));
  servedNotes.set(column, known);
  return known;
}

function columnOf(catalog: Catalog, view: ComputedView, id: string): Column | null {
  const attribute = catalog.attributes.get(id);
  return attribute ? view.column(attribute) : null;
}

type Notes = ReturnType<typeof notesOf>;

/** What the facts of a column are to be noted for, by fact. */
const notesOf = memoizeWeak(({ attribute, facts, factIndex }: Column) => ({
  attribute,
  factIndex,
  lasting: memoizeByIndex(facts.length, (i) => lastingNotes(attribute, facts[i] as Fact)),
  clamped: memoizeByIndex(facts.length, (i) => note('clamped', attribute, claimIds(facts[i] as Fact))),
  aging: memoizeByIndex(facts.length, (i) => agingOf(attribute, facts[i] as Fact)),
}));

/** The day of a fact that can be stale; null where it can't. The text lacks only the age. */
type Aging = { readonly day: number; readonly claims: readonly string[]; readonly text: string };

function agingOf({ id, stale_after_days }: Attribute, { status, claim }: Fact): Aging | null {
  if (status !== 'known' || stale_after_days === null || !claim || claim.as_of === null) return null;
  const claims = [claim.id];
  return { day: dayNumber(claim.as_of), claims, text: `{"code":"stale","attribute":"${id}","claims":${JSON.stringify(claims)},"detail":` };
}

function noteFact({ attribute, factIndex, lasting, aging }: Notes, candidate: number, today: number, noted: WrittenCaveat[]): void {
  const fact = factIndex[candidate] as number;
  const always = lasting(fact);
  for (let k = 0; k < always.length; k++) noted.push(always[k] as WrittenCaveat);
  const dated = aging(fact);
  if (dated === null || today - dated.day <= (attribute.stale_after_days as number)) return;
  const caveat = { code: 'stale' as const, attribute: attribute.id, claims: dated.claims, detail: today - dated.day };
  noted.push({ caveat, text: `${dated.text}${caveat.detail}}` });
}

/** What holds of a fact whatever the day. */
function lastingNotes(attribute: Attribute, fact: Fact): WrittenCaveat[] {
  const { claim, conflicts } = fact;
  if (!claim || fact.status === 'not_applicable') return [];
  const noted: WrittenCaveat[] = [];
  const about = (code: Caveat['code'], detail?: string) => noted.push(note(code, attribute, [claim.id], detail));
  if (conflicts.length > 0) noted.push(note('conflicting_claims', attribute, [claim.id, ...conflicts.map((conflict) => conflict.id)]));
  if (fact.status === 'unknown') return noted;
  if (claim.confidence === 'low') about('low_confidence');
  if (claim.qualifier) about('bound', claim.qualifier);
  // a price of 0 with conditions may be a quota or a subscription (docs/decisions/0020)
  if (attribute.category === 'price' && fact.value === 0 && claim.conditions !== undefined) about('listed_free');
  if (attribute.stale_after_days !== null && claim.as_of === null) about('undated');
  return noted;
}

function noteLifecycle(attribute: Attribute, fact: Fact, noted: WrittenCaveat[]): void {
  const ending = fact.value === 'deprecated' || fact.value === 'legacy' || fact.value === 'retired';
  if (ending) noted.push(note('deprecated', attribute, claimIds(fact), String(fact.value)));
}

function noteRetirement(attribute: Attribute, fact: Fact, today: number, noted: WrittenCaveat[]): void {
  if (typeof fact.value !== 'string') return;
  const left = dayNumber(fact.value) - today;
  if (left <= 0) noted.push(note('retirement_possible', attribute, claimIds(fact), fact.value));
  else if (left <= RETIRING_SOON_DAYS) noted.push(note('retiring_soon', attribute, claimIds(fact), fact.value));
}

function note(code: Caveat['code'], attribute?: Attribute, claims?: readonly string[], detail?: string | number): WrittenCaveat {
  const caveat: Caveat = {
    code,
    ...(attribute && { attribute: attribute.id }),
    ...(claims && { claims }),
    ...(detail !== undefined && { detail }),
  };
  return { caveat, text: JSON.stringify(caveat) };
}

function claimIds(fact: Fact): string[] {
  return fact.claim ? [fact.claim.id] : [];
}
