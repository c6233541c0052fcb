import type { Seed } from '../../catalog/seed/check-seed.ts';
import { type Step, writeSteps } from '../../store/sqlite/apply-change.ts';
import { neededByOthers } from '../../store/sqlite/live-references.ts';
import type { Database } from '../../store/sqlite/open.ts';
import { addRevision, currentRevision, type Revision } from '../../store/sqlite/revisions.ts';
import { openRows } from '../../store/sqlite/rows.ts';
import { ALL_TABLES, type Contents } from '../../store/sqlite/tables.ts';
import { parseSeed, readSeedFolder } from './read-seed.ts';

export type SeedChange = Omit<Step, 'cells'>;
/** What the seed would have changed, but left as an operator or an import wants it. */
export type Kept = {
  readonly table: string;
  readonly id: string;
  readonly why: 'row_of_another_origin' | 'needed_by_another_origin' | 'retired_by_another_origin';
};
export type SeedResult = {
  /** The newest revision, this seed's or the one that stood. */
  readonly revision: Revision;
  readonly changed: boolean;
  readonly changes: readonly SeedChange[];
  readonly kept: readonly Kept[];
};

/** Seeds the database from a folder unless the same files have been applied before (null then, and nothing but their bytes is read). */
export function seedFromFolder(db: Database, now: Date, folder?: string): SeedResult | null {
  const files = readSeedFolder(folder);
  const applied = db.prepare<[], { fingerprint: string }>('SELECT fingerprint FROM seed_applied').get();
  return applied?.fingerprint === files.fingerprint ? null : applySeed(db, parseSeed(files), now, files.fingerprint);
}

/**
 * Makes the rows of origin `seed` what the seed states, in one transaction: a new revision if that changes anything. What an operator
 * or an import has added, retired or still needs is left alone and named in `kept`.
 */
export function applySeed(db: Database, seed: Seed, now: Date, fingerprint: string | null = null): SeedResult {
  const apply = db.transaction(() => {
    const plan = planChanges(db, seed);
    const added = addRevision(db, { origin: 'seed', author: 'seed', now }, (number) => {
      writeSteps(db, plan.steps, 'seed', number);
      return { changed: plan.steps.length > 0, note: noteOf(plan.steps) };
    });
    const revision = added ?? currentRevision(db);
    if (revision === null) throw new Error('the seed is empty');
    db.prepare('DELETE FROM seed_applied').run();
    if (fingerprint !== null)
      db.prepare('INSERT INTO seed_applied (only_row, fingerprint, revision, applied_at) VALUES (1, ?, ?, ?)').run(
        fingerprint,
        revision.number,
        now.toISOString(),
      );
    const changes = plan.steps.map(({ table, id, what }) => ({ table, id, what }));
    return { revision, changed: added !== null, changes, kept: plan.kept };
  });
  return apply.immediate();
}

type Plan = { readonly steps: readonly Step[]; readonly kept: readonly Kept[] };

function planChanges(db: Database, seed: Seed): Plan {
  const contents: Contents = { ...seed, picks: Object.entries(seed.picks).map(([verdict, pick]) => ({ verdict, pick })) };
  const steps: Step[] = [];
  const kept: Kept[] = [];
  const needed = neededByOthers(db);
  const retiredByOthers = claimsRetiredByOthers(db);
  for (const [member, table] of ALL_TABLES) {
    const standing = openRows(db, table);
    const stated = new Set<string>();
    const step = (id: string, what: Step['what'], cells: Step['cells']) => steps.push({ table: table.name, id, what, cells });
    const keep = (id: string, why: Kept['why']) => kept.push({ table: table.name, id, why });
    for (const value of contents[member]) {
      const cells = table.encode(value);
      const id = String(cells[0]);
      stated.add(id);
      const row = standing.get(id);
      if (row === undefined && member === 'claims' && retiredByOthers.has(id)) keep(id, 'retired_by_another_origin');
      else if (row === undefined) step(id, 'added', cells);
      else if (row.origin !== 'seed') keep(id, 'row_of_another_origin');
      else if (row.cells.some((cell, index) => cell !== cells[index])) step(id, 'changed', cells);
    }
    for (const { id, origin } of standing.values()) {
      if (origin !== 'seed' || stated.has(id)) continue;
      if (needed(table.name, id)) keep(id, 'needed_by_another_origin');
      else step(id, 'retired', null);
    }
  }
  return { steps, kept };
}

/** A claim that someone else took back stays so, although the seed still states it. */
function claimsRetiredByOthers(db: Database): Set<string> {
  const ids = db.prepare<[], string>(
    `SELECT id FROM claims JOIN revisions ON number = retired_in WHERE revisions.origin <> 'seed'
     EXCEPT SELECT id FROM claims WHERE retired_in IS NULL`,
  );
  return new Set(ids.pluck().all());
}

function noteOf(steps: readonly Step[]): string {
  const count = (what: Step['what']) => steps.filter((step) => step.table === 'claims' && step.what === what).length;
  return `claims: ${count('added')} added, ${count('changed')} moved, ${count('retired')} retired`;
}
