import { modeKey, type SeedClaim } from '../claim.ts';
import type { Cell, Kind } from '../kind.ts';
import { KINDS } from '../kinds.ts';
import type { Steps } from '../steps.ts';
import type { ClaimChange, RowChange } from './change.ts';

/**
 * A row that one of two revisions holds and the other does not, or not as it is: its cells with the origin behind them, and the revision that
 * added or retired it.
 */
export type MovedRow = { readonly id: string; readonly cells: readonly Cell[]; readonly revision: number };
/** The rows of one kind by id. */
type MovedRows = ReadonlyMap<string, MovedRow>;

/** Rows that are compared in one step. */
const ROWS = 50;

/** What the rows that went and those that came mean. A row that came back as it was is no change. */
export function* changesOf(kind: Kind<object>, gone: MovedRows, came: MovedRows): Steps<(ClaimChange | RowChange)[]> {
  return kind.table === KINDS.claims.table ? yield* claimChanges(gone, came) : yield* rowChanges(kind, gone, came);
}

function* rowChanges({ table, names }: Kind<object>, gone: MovedRows, came: MovedRows): Steps<RowChange[]> {
  const changes: RowChange[] = [];
  for (const id of new Set([...gone.keys(), ...came.keys()])) {
    if (changes.length % ROWS === ROWS - 1) yield;
    const [before, after] = [gone.get(id), came.get(id)];
    const what = before && after ? 'changed' : after ? 'added' : 'retired';
    const fields = before && after ? [...names, 'origin'].filter((_, i) => before.cells[i] !== after.cells[i]) : [];
    if (what === 'changed' && fields.length === 0) continue;
    changes.push({ id: `${table}/${id}`, what, revision: (after ?? (before as MovedRow)).revision, table, row: id, fields });
  }
  return changes;
}

type MovedClaim = MovedRow & { readonly claim: SeedClaim };

/** A claim that went and one that came are one change where source, subject and attribute are one, and conditions and mode are too. */
function* claimChanges(gone: MovedRows, came: MovedRows): Steps<ClaimChange[]> {
  const decoded = (row: MovedRow): MovedClaim => ({ ...row, claim: KINDS.claims.decode(row.cells) });
  const topics = new Map<string, { before: MovedClaim[]; after: MovedClaim[] }>();
  let read = 0;
  for (const [side, rows, others] of [
    ['before', gone, came],
    ['after', came, gone],
  ] as const) {
    for (const row of rows.values()) {
      if (++read % ROWS === 0) yield;
      const same = others.get(row.id);
      if (same?.cells.every((cell, i) => cell === row.cells[i])) continue;
      const moved = decoded(row);
      const topic = topicOf(moved.claim);
      const sides = topics.get(topic) ?? { before: [], after: [] };
      topics.set(topic, sides);
      sides[side].push(moved);
    }
  }
  const changes: ClaimChange[] = [];
  for (const { before, after } of topics.values()) {
    if (changes.length % ROWS === ROWS - 1) yield;
    for (let i = 0; i < Math.max(before.length, after.length); i++) changes.push(claimChange(before[i], after[i]));
  }
  return changes;
}

function topicOf({ subject, attribute, source, when, conditions, mode }: SeedClaim): string {
  return JSON.stringify([subject, attribute, source, when, conditions, modeKey(mode)]);
}

function claimChange(before: MovedClaim | undefined, after: MovedClaim | undefined): ClaimChange {
  const newest = after ?? (before as MovedClaim);
  const { subject, attribute, source } = newest.claim;
  return {
    id: `claims/${subject}/${attribute}/${newest.id}`,
    what: before && after ? 'changed' : after ? 'added' : 'retired',
    revision: newest.revision,
    table: 'claims',
    subject,
    attribute,
    source,
    before: before ? stated(before.claim) : null,
    after: after ? stated(after.claim) : null,
  };
}

function stated({ id, value, value_status, qualifier, as_of }: SeedClaim): ClaimChange['before'] {
  return { claim: id, value, value_status, qualifier: qualifier ?? null, as_of };
}
