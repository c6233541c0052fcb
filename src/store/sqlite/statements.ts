import type { Statement } from 'better-sqlite3';
import type { Database } from './open.ts';

/** Gives the prepared statement of a text. */
export type Statements = (sql: string) => Statement<unknown[]>;

/** The statements of a connection, each prepared once. */
export function statementsOn(db: Database): Statements {
  const prepared = new Map<string, Statement<unknown[]>>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare<unknown[]>(sql);
    prepared.set(sql, statement);
    return statement;
  };
}
