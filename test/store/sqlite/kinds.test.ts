import { expect, test } from 'vitest';
import { ALL_KINDS } from '../../../src/catalog/kinds.ts';
import { newDatabase } from '../../support/processes/temporary-database.ts';

const TRIGGERS = ['are_kept', 'only_add', 'retire_once', 'stay_as_they_are'];

test.each(ALL_KINDS.map(([, kind]) => [kind.table, kind] as const))(
  'the table %s has the columns of its kind and what keeps its rows',
  (table, kind) => {
    const db = newDatabase();
    const columns = db.prepare('SELECT name FROM pragma_table_info(?) ORDER BY cid').pluck().all(table);
    // a column of a later migration stands behind the others
    expect(columns.toSorted()).toEqual([...kind.names, 'origin', 'added_in', 'retired_in'].toSorted());
    const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? ORDER BY name").pluck().all(table);
    expect(triggers).toEqual(expect.arrayContaining(TRIGGERS.map((name) => `${table}_${name}`)));
    const indexes = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?").pluck().all(table);
    expect(indexes).toContain(`${table}_one_open_row`);
  },
);
