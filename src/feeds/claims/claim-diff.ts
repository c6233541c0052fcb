import type { Catalog } from '../../catalog/catalog.ts';
import { type Claim, type ClaimEntry, modeKey, type SeedClaim } from '../../catalog/claim.ts';
import type { Candidate } from '../../catalog/facts/fact-view.ts';
import { claimContent } from '../../catalog/rows/claim-content.ts';
import type { ChangedRow, ChangePlan, NewRow, RejectedRow } from '../plan/change-plan.ts';
import type { DisagreementReader } from '../plan/disagreements.ts';
import { shownRow } from '../plan/normal-form.ts';
import type { ClaimsRequest } from './claims-request.ts';
import type { ClaimRow } from './parsed-claims.ts';

/** A claim of the file whose subject exists. */
export type StatedClaim = { readonly row: ClaimRow; readonly subject: string; readonly entry: ClaimEntry };
export type ClaimDiff = {
  readonly new: readonly NewRow[];
  readonly changed: readonly ChangedRow[];
  readonly duplicates: readonly RejectedRow[];
  readonly added: readonly SeedClaim[];
  readonly retired: readonly string[];
  /** Ids of active claims that the file states again. */
  readonly kept: ReadonlySet<string>;
  readonly claimIds: readonly string[];
  readonly disagreements: (reader: (source: string) => DisagreementReader | null) => ChangePlan['disagreements'];
};

/** What two claims have to share for one to replace the other. */
function topicOf(subject: string, { attribute, source, when, mode }: ClaimEntry): string {
  const holds = when && [when.from, when.until, when.input_tokens_above, when.daily_utc];
  return JSON.stringify([subject, attribute, source, holds, modeKey(mode)]);
}

/** Compares the claims of a file with the active ones on the same subject, attribute, source, period and mode. */
export function claimDiff({ catalog, claimId }: ClaimsRequest, stated: readonly StatedClaim[]): ClaimDiff {
  const identified = stated.map((claim) => ({ ...claim, id: claimId(claimContent(claim.subject, claim.entry)) }));
  const changes: Changes = { new: [], changed: [], duplicates: [], added: [], retired: [], kept: new Set(), compared: [] };
  for (const [topic, claims] of Map.groupBy(identified, ({ subject, entry }) => topicOf(subject, entry))) {
    const active = (catalog.claimsBySubject.get(claims[0]?.subject ?? '') ?? []).filter((claim) => topicOf(claim.subject, claim) === topic);
    compareTopic(catalog, claims, active, changes);
  }
  const { compared, ...rest } = changes;
  return {
    ...rest,
    claimIds: identified.map(({ id }) => id),
    disagreements: (reader) => compared.flatMap(({ entry, id, candidate }) => reader(entry.source)?.(candidate, entry, id) ?? []),
  };
}

type IdentifiedClaim = StatedClaim & { readonly id: string };
/** What `claimDiff` collects topic by topic. */
type Changes = {
  readonly new: NewRow[];
  readonly changed: ChangedRow[];
  readonly duplicates: RejectedRow[];
  readonly added: SeedClaim[];
  readonly retired: string[];
  readonly kept: Set<string>;
  readonly compared: { readonly entry: ClaimEntry; readonly id: string; readonly candidate: Candidate }[];
};

function compareTopic(catalog: Catalog, claims: readonly IdentifiedClaim[], active: readonly Claim[], changes: Changes): void {
  const [{ subject, entry: firstEntry }] = claims as [IdentifiedClaim];
  const replaceable = active.filter(({ origin, id }) => origin !== 'seed' && !claims.some((claim) => claim.id === id));
  const seen = new Set<string>();
  let position = nextPosition(catalog, subject, firstEntry);
  for (const { row, entry, id } of claims) {
    const shown = shownRow(row.row);
    if (seen.has(id)) {
      changes.duplicates.push({ row: shown, code: 'duplicate', detail: 'the same claim stands here twice' });
      continue;
    }
    seen.add(id);
    changes.compared.push({ entry, id, candidate: candidateNamed(catalog, subject) });
    if (active.some((claim) => claim.id === id)) {
      changes.kept.add(id);
      continue;
    }
    changes.added.push({ ...entry, id, subject, position });
    position += 1;
    const before = replaceable.shift();
    if (before === undefined) changes.new.push({ row: shown, subject, statements: 1 });
    else {
      changes.retired.push(before.id);
      changes.changed.push({ row: shown, subject, changes: [{ attribute: entry.attribute, before: before.value, after: entry.value }] });
    }
  }
  // the file states fewer claims than are active: the rest are retired without a successor
  changes.retired.push(...replaceable.map(({ id }) => id));
}

/** The position after all that the source has said of the attribute of the subject: of two statements of one source the later one counts. */
function nextPosition(catalog: Catalog, subject: string, { attribute, source }: ClaimEntry): number {
  const said = (catalog.claimsBySubject.get(subject) ?? []).filter((claim) => claim.attribute === attribute && claim.source === source);
  return Math.max(-1, ...said.map(({ position }) => position)) + 1;
}

function candidateNamed(catalog: Catalog, subject: string): Candidate {
  const [beforeAt = '', atProvider = null] = subject.split('@');
  const family = catalog.models.get(beforeAt)?.family ?? null;
  const provider = atProvider?.split(':')[0] ?? (subject.includes('/') ? null : subject);
  return { id: subject, model: beforeAt, family, offer: atProvider === null ? null : subject, provider };
}
