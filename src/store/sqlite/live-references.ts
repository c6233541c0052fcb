import type { Database } from './open.ts';

const OTHERS = "retired_in IS NULL AND origin <> 'seed'";

/** Every name in the requests of stored profiles: keys and texts, whatever they stand for. */
const IN_REQUESTS = `
  SELECT json_tree.key FROM profiles, json_tree(request) WHERE ${OTHERS} AND typeof(json_tree.key) = 'text'
  UNION SELECT json_tree.atom FROM profiles, json_tree(request) WHERE ${OTHERS} AND json_tree.type = 'text'`;

const SUBJECTS = `
  WITH RECURSIVE needed (id) AS (
    SELECT subject FROM claims WHERE ${OTHERS}
    UNION SELECT target FROM aliases WHERE ${OTHERS}
    UNION SELECT id FROM offers WHERE ${OTHERS}
    UNION SELECT id FROM models WHERE ${OTHERS}
    UNION SELECT pick FROM verdict_picks WHERE ${OTHERS}
    UNION ${IN_REQUESTS}
    UNION SELECT model FROM offers JOIN needed USING (id) WHERE retired_in IS NULL
    UNION SELECT provider FROM offers JOIN needed USING (id) WHERE retired_in IS NULL
    UNION SELECT family FROM models JOIN needed USING (id) WHERE retired_in IS NULL
  )
  SELECT id FROM needed`;

/** By table: the ids that rows of other origins than the seed name. */
const NEEDED: Readonly<Record<string, string>> = {
  attributes: `
    SELECT attribute FROM claims WHERE ${OTHERS}
    UNION SELECT json_each.key FROM groups, json_each(weights) WHERE ${OTHERS}
    UNION SELECT json_each.key FROM groups, json_each(weights) WHERE retired_in IS NULL AND groups.id IN (${IN_REQUESTS})
    UNION ${IN_REQUESTS}`,
  groups: IN_REQUESTS,
  profiles: IN_REQUESTS,
  sources: `
    SELECT source FROM claims WHERE ${OTHERS}
    UNION SELECT via FROM claims WHERE ${OTHERS}
    UNION SELECT json_each.value FROM claims, json_each(corroborated_by) WHERE ${OTHERS}
    UNION SELECT source FROM licenses WHERE ${OTHERS}
    UNION ${IN_REQUESTS}`,
  verdicts: `SELECT verdict FROM verdict_picks WHERE ${OTHERS}`,
  families: SUBJECTS,
  models: SUBJECTS,
  providers: SUBJECTS,
  offers: SUBJECTS,
};

/** Says of a row of the seed whether something that an operator or an import has added still names it, directly or by way of others. */
export function neededByOthers(db: Database): (table: string, id: string) => boolean {
  const found = new Map<string, ReadonlySet<string>>();
  return (table, id) => {
    const query = NEEDED[table];
    if (query === undefined) return false;
    let ids = found.get(table);
    if (ids === undefined) {
      ids = new Set(db.prepare<[], string>(query).pluck().all());
      found.set(table, ids);
    }
    return ids.has(id);
  };
}
