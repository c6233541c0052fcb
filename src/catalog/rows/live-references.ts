import type { Column } from '../kind.ts';
import { ALL_KINDS, KINDS, type Member } from '../kinds.ts';
import type { LiveRow, LiveRows } from './live-rows.ts';

/** Says of a row whether something that an operator or an import has added names it, directly or by way of other rows. */
export function referencedByOthers(rows: LiveRows): (member: Member, id: string) => boolean {
  let referenced: ReadonlyMap<Member, ReadonlySet<string>> | null = null;
  return (member, id) => {
    referenced ??= idsReferencedByOthers(rows);
    return referenced.get(member)?.has(id) ?? false;
  };
}

type Row = readonly [readonly Column[], LiveRow];

function idsReferencedByOthers(rows: LiveRows): ReadonlyMap<Member, ReadonlySet<string>> {
  const referenced = new Map(ALL_KINDS.map(([member]) => [member, new Set<string>()] as const));
  const waiting: Row[] = ALL_KINDS.flatMap(([member]) =>
    [...rows[member].values()].flatMap((row): Row[] => (row.origin === 'seed' ? [] : [[KINDS[member].columns, row]])),
  );
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [member, id] of namesIn(...next)) {
      const ids = referenced.get(member);
      if (ids === undefined || ids.has(id)) continue;
      ids.add(id);
      const row = rows[member].get(id);
      if (row !== undefined) waiting.push([KINDS[member].columns, row]);
    }
  }
  return referenced;
}

function namesIn(columns: readonly Column[], { cells }: LiveRow): (readonly [Member, string])[] {
  return columns.flatMap(({ naming, json }, index) => {
    const cell = cells[index] ?? null;
    if (naming === null || cell === null) return [];
    const names = naming.find(json ? JSON.parse(String(cell)) : cell);
    return names.flatMap(({ name }) => naming.of.map((member) => [member as Member, name] as const));
  });
}
