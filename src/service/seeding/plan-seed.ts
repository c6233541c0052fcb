import type { Cell } from '../../catalog/kind.ts';
import { ALL_KINDS, type Contents, type Member } from '../../catalog/kinds.ts';
import { referencedByOthers } from '../../catalog/rows/live-references.ts';
import type { LiveRow, LiveRows } from '../../catalog/rows/live-rows.ts';
import type { Seed } from '../../catalog/seed/check-seed.ts';
import type { CatalogChange } from '../../store/contract/catalog-log.ts';

/** What a seed changes of one row. */
export type SeedChange = { readonly table: string; readonly id: string; readonly what: 'added' | 'changed' | 'retired' };
/** What the seed would have changed, but left as an operator or an import wants it. */
export type Kept = {
  readonly table: string;
  readonly id: string;
  readonly why: 'row_of_another_origin' | 'needed_by_another_origin' | 'retired_by_another_origin';
};
export type SeedPlan = {
  readonly change: CatalogChange;
  readonly changes: readonly SeedChange[];
  readonly kept: readonly Kept[];
  /** What the revision says of itself. */
  readonly note: string;
};

/** What makes the rows of origin `seed` those that the seed states. `takenBack`: claims that stay retired although the seed states them. */
export function planSeed(seed: Seed, rows: LiveRows, takenBack: ReadonlySet<string>): SeedPlan {
  const contents: Contents = { ...seed, picks: Object.entries(seed.picks).map(([verdict, pick]) => ({ verdict, pick })) };
  const isReferenced = referencedByOthers(rows);
  const change: { add: Partial<Record<Member, readonly object[]>>; retire: Partial<Record<Member, readonly string[]>> } = {
    add: {},
    retire: {},
  };
  const changes: SeedChange[] = [];
  const kept: Kept[] = [];
  for (const [member, { table, encode }] of ALL_KINDS) {
    const stated = new Set<string>();
    const [add, retire]: [object[], string[]] = [[], []];
    const note = (id: string, what: SeedChange['what']) => changes.push({ table, id, what });
    const keep = (id: string, why: Kept['why']) => kept.push({ table, id, why });
    for (const entry of contents[member]) {
      const cells = encode(entry);
      const id = String(cells[0]);
      stated.add(id);
      const row = rows[member].get(id);
      if (row === undefined && member === 'claims' && takenBack.has(id)) keep(id, 'retired_by_another_origin');
      else if (row !== undefined && row.origin !== 'seed') keep(id, 'row_of_another_origin');
      else if (row === undefined || differs(row, cells)) {
        add.push(entry);
        if (row !== undefined) retire.push(id);
        note(id, row === undefined ? 'added' : 'changed');
      }
    }
    for (const { id, origin } of rows[member].values()) {
      if (origin !== 'seed' || stated.has(id)) continue;
      if (isReferenced(member, id)) keep(id, 'needed_by_another_origin');
      else {
        retire.push(id);
        note(id, 'retired');
      }
    }
    change.add[member] = add;
    change.retire[member] = retire;
  }
  return { change: change as CatalogChange, changes, kept, note: noteOf(changes) };
}

function differs({ cells }: LiveRow, stated: readonly Cell[]): boolean {
  return cells.some((cell, index) => cell !== stated[index]);
}

function noteOf(changes: readonly SeedChange[]): string {
  const count = (what: SeedChange['what']) => changes.filter((change) => change.table === 'claims' && change.what === what).length;
  return `claims: ${count('added')} added, ${count('changed')} moved, ${count('retired')} retired`;
}
