import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import { ENGINE_VERSION } from '../../engine-version.ts';
import type { ResolvedRequest } from '../../explaining/answer/resolved-request.ts';
import { resolvedRequest } from '../../explaining/resolved-request.ts';
import { checkRequest } from '../../ranking/ask/check-request.ts';
import { selfContained } from '../../ranking/ask/plan.ts';
import type { RankingRequest } from '../../ranking/ask/request.ts';
import type { Decision } from '../decision.ts';
import { recordedResult } from '../recorded-result.ts';
import { DRIFT_CODES, type Drift, type DriftChange, MAX_CHANGES, SEVERITIES, type Severity } from './drift-answer.ts';
import { candidateAt, type DriftSide, driftSide, shownNames } from './drift-side.ts';
import { entrants, lossOf } from './entry-drift.ts';
import { factDrift } from './fact-drift.ts';
import { scoreDrift } from './score-drift.ts';

type Named = { readonly model: string; readonly offer: string | null };

/** The parts of a decision record that drift is computed from. */
export type Recorded = {
  readonly request: unknown;
  readonly chosen: Named;
  readonly result: {
    readonly engine: string;
    readonly resolved: { readonly as_of: string };
    readonly ranking: readonly (Named & { readonly rank: number })[];
    readonly verdict: { readonly choose: string | null; readonly offer: string | null };
  };
};

export function recordedOf({ head: { request, chosen }, result }: Decision): Recorded {
  return { request, chosen, result: recordedResult(result) };
}

/** How many entries count as the top of a ranking: another order among them is a warning. */
const TOP = 3;

/**
 * What has changed of the facts that a decision used, between the catalog that it was recorded on (as of the day of its ranking) and another
 * catalog (as of `today`, whatever day the request names). A model that retires in between is a change although no claim changed. A profile
 * counts with its text of then. Pure; two equal sides have no drift.
 */
export function driftOf({ request, chosen, result }: Recorded, then: Catalog, now: Catalog, today: string): Drift {
  const day = result.resolved.as_of;
  const from = { revision: then.revision, hash: then.hash, as_of: day, engine: result.engine };
  const to = { revision: now.revision, hash: now.hash, as_of: today, engine: ENGINE_VERSION };
  const answer = (changes: readonly DriftChange[]): Drift => {
    const sorted = [...changes].sort(bySeverity);
    const severity: Severity = sorted[0]?.severity ?? 'none';
    return { changed: sorted.length > 0, severity, from, to, total: sorted.length, changes: sorted.slice(0, MAX_CHANGES) };
  };
  const parsed = requestOf(then, request);
  if ('faults' in parsed) return answer(parsed.faults);
  const faults = unanswerable(now, parsed.question);
  if (faults.length > 0) return answer(faults);
  const [before, after] = [driftSide(then, parsed.question, day), driftSide(now, parsed.question, today)];
  return answer(changesBetween(before, after, chosen, result));
}

function changesBetween(before: DriftSide, after: DriftSide, chosen: Named, result: Recorded['result']): DriftChange[] {
  const { state } = before;
  const shown = new Map(result.ranking.map(({ model, offer }) => [offer ?? model, model]));
  const chosenCandidate = chosen.offer ?? before.entriesByName.get(chosen.model)?.candidate;
  const chosenId = typeof chosenCandidate === 'number' ? candidateAt(state, chosenCandidate).id : (chosenCandidate ?? chosen.model);
  const nowShown = shownNames(after);
  const watched = new Set([...shown.keys(), chosenId, ...nowShown.map((name) => idAt(after, name))]);
  const candidates = [...watched].flatMap((id) => {
    const index = before.indexOf(id);
    return index === undefined ? [] : [candidateAt(state, index)];
  });
  const losses = candidates
    .filter(({ id }) => shown.has(id) || id === chosenId)
    .flatMap((candidate) => lossOf(before, after, candidate, candidate.id === chosenId));
  const facts = candidates.flatMap((candidate) => factDrift(before, after, candidate, candidate.id === chosenId));
  const names = [...new Set([...shownNames(before), ...nowShown])];
  const scores = names.flatMap((name) => scoreDrift(before, after, name));
  const parts = [...losses, ...entrants(before, after), ...facts, ...scores];
  return [
    ...parts,
    ...winnerChanges(after, chosen, result, parts),
    ...orderChanges(before, after, names, parts),
    ...definitionChanges(before, after),
  ];
}

function idAt({ state, entriesByName }: DriftSide, name: string): string {
  return candidateAt(state, (entriesByName.get(name) as { candidate: number }).candidate).id;
}

/** The winner: the model that alone is first; null where several share the rank. */
function firstOf({ state }: DriftSide): Named | null {
  const first = state.ranked.filter(({ rank }) => rank === 1).map(({ candidate }) => candidateAt(state, candidate));
  const [one] = first;
  return one && first.every(({ model }) => model === one.model) ? one : null;
}

function winnerChanges(
  after: DriftSide,
  chosen: Named,
  { ranking, verdict }: Recorded['result'],
  parts: readonly DriftChange[],
): DriftChange[] {
  const now = firstOf(after);
  const models = [verdict.choose, now?.model ?? null];
  const about = { model: models[1] ?? null, offer: now?.offer ?? null, attribute: null, claims: evidence(parts, models) };
  if (verdict.choose !== about.model) {
    const wasFirst = ranking.some(({ rank, model }) => rank === 1 && model === chosen.model);
    const isFirst = after.state.ranked.some(
      ({ rank, candidate }) => rank === 1 && candidateAt(after.state, candidate).model === chosen.model,
    );
    const severity = about.model === chosen.model ? 'info' : wasFirst && !isFirst ? 'critical' : 'warning';
    return [{ code: 'winner_changed', severity, ...about, before: verdict.choose, after: about.model }];
  }
  if (now === null || verdict.offer === now.offer) return [];
  const severity = isChosen(chosen, now.model, verdict.offer) ? 'warning' : 'info';
  return [{ code: 'best_offer_changed', severity, ...about, before: verdict.offer, after: now.offer }];
}

function isChosen(chosen: Named, model: string, offer: string | null): boolean {
  return chosen.model === model && (chosen.offer === null || chosen.offer === offer);
}

/** Whether those ranked on both sides have another order now. */
function orderChanges(before: DriftSide, after: DriftSide, names: readonly string[], parts: readonly DriftChange[]): DriftChange[] {
  const orderIn = ({ entriesByName }: DriftSide, other: DriftSide) => {
    const wanted = new Set(names);
    return [...entriesByName.keys()].filter((name) => wanted.has(name) && other.entriesByName.has(name));
  };
  const [then, now] = [orderIn(before, after), orderIn(after, before)];
  const moved = then.filter((name, i) => now[i] !== name);
  if (moved.length === 0) return [];
  const models = moved.map((name) => candidateAt(before.state, (before.entriesByName.get(name) as { candidate: number }).candidate).model);
  const atTop = then.slice(0, TOP).some((name, i) => now[i] !== name);
  const claims = evidence(parts, models);
  const about = { model: null, offer: null, attribute: null, before: then, after: now, claims };
  return [{ code: 'order_changed', severity: atTop ? 'warning' : 'info', ...about }];
}

/** The claims of the changes that concern these models: the evidence for their move. */
function evidence(parts: readonly DriftChange[], models: readonly (string | null)[]): string[] {
  return [...new Set(parts.filter(({ model }) => model !== null && models.includes(model)).flatMap(({ claims }) => claims))];
}

/** Changes of the scales and groups that the catalog defines and the request uses. */
function definitionChanges(before: DriftSide, after: DriftSide): DriftChange[] {
  const [then, now] = [before, after].map(({ catalog, state }) => resolvedRequest(catalog, state.plan));
  const about = { code: 'definition_changed', severity: 'info', model: null, offer: null, claims: [] } as const;
  return (['scales', 'groups'] as const).flatMap((part) => {
    const ids = Object.keys({ ...then?.[part], ...now?.[part] });
    return ids.flatMap((attribute): DriftChange[] => {
      const [past, present] = [definition(then, part, attribute), definition(now, part, attribute)];
      if (JSON.stringify(past) === JSON.stringify(present)) return [];
      return [{ ...about, attribute, before: past, after: present }];
    });
  });
}

function definition(resolved: ResolvedRequest | undefined, part: 'scales' | 'groups', id: string): DriftChange['before'] {
  return resolved?.[part][id] ?? null;
}

type Question = { readonly question: RankingRequest } | { readonly faults: readonly DriftChange[] };

/** The request as it was read on the catalog of then, with its profile written out. */
function requestOf(then: Catalog, request: unknown): Question {
  const checked = checkRequest(then, request);
  if (checked.request) {
    const { robustness: _draws, ...question } = selfContained(then, checked.request);
    return { question };
  }
  const shape = checked.issues.map(({ path, message }) => fault(`#/${path.map(String).join('/')}`, message));
  return { faults: [...shape, ...checked.faults.map(({ pointer, detail }) => fault(pointer, detail))] };
}

/** Names in the request that the catalog no longer has. Candidates and sources that are gone are no fault: the answer lacks them. */
function unanswerable(now: Catalog, question: RankingRequest): DriftChange[] {
  const { faults } = checkRequest(now, question);
  const answerable = /^#\/(?:candidates|sources)\b/;
  return faults.filter(({ pointer }) => !answerable.test(pointer)).map(({ pointer, detail }) => fault(pointer, detail));
}

function fault(pointer: string, detail: string): DriftChange {
  const about = { model: null, offer: null, attribute: pointer.slice(0, 300), before: null, claims: [] };
  return { code: 'cannot_be_asked', severity: 'critical', ...about, after: detail.slice(0, 2000) };
}

function bySeverity(a: DriftChange, b: DriftChange): number {
  return (
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    DRIFT_CODES.indexOf(a.code) - DRIFT_CODES.indexOf(b.code) ||
    compareIds(a.model ?? '', b.model ?? '') ||
    compareIds(a.offer ?? '', b.offer ?? '') ||
    compareIds(a.attribute ?? '', b.attribute ?? '')
  );
}
