import { dayNumber } from '../../catalog/calendar-date.ts';
import { claimsAt, factAt } from '../../catalog/facts/column.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import type { Candidate } from '../../catalog/facts/fact-view.ts';
import { LIFECYCLE, RETIREMENT } from '../../catalog/facts/lifecycle.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { RETIRING_SOON_DAYS } from '../../explaining/caveats.ts';
import type { DriftChange, DriftCode } from './drift-answer.ts';
import type { DriftSide } from './drift-side.ts';

/** Categories of the vocabulary whose facts have codes of their own. */
const PRICE = 'price';
const LICENCE = 'licence';
/** A price that moves by more than a tenth counts as moved. The rest allows for a tenth that is a bit more in binary fractions. */
const PRICE_MOVE = 0.1 + 1e-9;

/** The changes of the facts that the decision used on one candidate, where both catalogs have it. */
export function factDrift(before: DriftSide, after: DriftSide, candidate: Candidate, isChosen: boolean): DriftChange[] {
  const [indexThen, indexNow] = [before.indexOf(candidate.id), after.indexOf(candidate.id)];
  if (indexThen === undefined || indexNow === undefined) return [];
  const changes: DriftChange[] = [];
  for (const attribute of before.used.values()) {
    const attributeNow = after.used.get(attribute.id);
    if (!attributeNow) continue;
    const [columnThen, columnNow] = [before.state.view.column(attribute), after.state.view.column(attributeNow)];
    const [then, now] = [factAt(columnThen, indexThen), factAt(columnNow, indexNow)];
    const about = (code: DriftCode, isGrave: boolean, claims: readonly string[]): DriftChange => ({
      code,
      severity: isGrave && isChosen ? 'warning' : 'info',
      model: candidate.model,
      offer: candidate.offer,
      attribute: attribute.id,
      before: then.value,
      after: now.value,
      claims: [...new Set(claims)],
    });
    const claims = [...claimsAt(columnThen, indexThen), ...claimsAt(columnNow, indexNow)];
    if (statementKey(then) !== statementKey(now)) {
      const code = codeOf(before, attribute);
      changes.push(about(code, code === 'licence_changed' || (code === 'price_changed' && hasPriceMoved(then, now)), claims));
    } else if (then.claim?.id !== now.claim?.id) changes.push(about('evidence_changed', false, claims));
    const [valuesThen, valuesNow] = [conflictingValues(then), conflictingValues(now)];
    const rivals = [...conflictingClaims(then), ...conflictingClaims(now)];
    if (valuesNow.some((value) => !valuesThen.includes(value))) changes.push(about('conflict_appeared', true, rivals));
    else if (valuesNow.length === 0 && valuesThen.length > 0) changes.push(about('conflict_resolved', false, rivals));
    if (isEnding(attribute, now, after.asOf) && !isEnding(attribute, then, before.asOf)) changes.push(about('retiring_soon', true, claims));
  }
  return changes;
}

/** What a fact says, whichever claim says it. */
function statementKey({ status, value, claim, range }: Fact): string {
  return JSON.stringify([status, Array.isArray(value) ? [...value].sort() : value, claim?.qualifier, range]);
}

function codeOf({ catalog, state }: DriftSide, { id, category }: Attribute): DriftCode {
  const drawsOn = state.view.computed.get(id)?.drawsOn ?? [];
  const categories = [category, ...drawsOn.map((drawn) => catalog.attributes.get(drawn)?.category)];
  if (categories.includes(LICENCE)) return 'licence_changed';
  return categories.includes(PRICE) ? 'price_changed' : 'fact_changed';
}

function hasPriceMoved(then: Fact, now: Fact): boolean {
  if (typeof then.value !== 'number') return false;
  if (typeof now.value !== 'number') return true;
  return Math.abs(now.value - then.value) > PRICE_MOVE * Math.abs(then.value);
}

/** The values of claims that disagree; empty where all agree. */
function conflictingValues({ claim, conflicts }: Fact): string[] {
  if (conflicts.length === 0) return [];
  return [claim, ...conflicts].map((one) => JSON.stringify([one?.value_status, one?.value]));
}

function conflictingClaims({ claim, conflicts }: Fact): string[] {
  return conflicts.length === 0 ? [] : [claim, ...conflicts].flatMap((one) => (one ? [one.id] : []));
}

function isEnding(attribute: Attribute, { value }: Fact, asOf: string): boolean {
  if (attribute.id === LIFECYCLE) return value === 'deprecated';
  return attribute.id === RETIREMENT && typeof value === 'string' && dayNumber(value) - dayNumber(asOf) <= RETIRING_SOON_DAYS;
}
