// A process for live.process.test.ts: adds one revision to a database that a service is running on, with a provider of the name given.
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { addRevision } from '../../src/store/sqlite/revisions.ts';
import { rowWriter } from '../../src/store/sqlite/rows.ts';
import { TABLES } from '../../src/store/sqlite/tables.ts';

const [file = '', id = ''] = process.argv.slice(2);
const db = openDatabase(file);
const added = addRevision(db, { origin: 'operator', author: 'a-test', now: new Date() }, (revision) => {
  const writer = rowWriter(db, TABLES.providers, revision);
  writer.identify(id);
  writer.open(TABLES.providers.encode({ id, name: id }), 'operator');
  return { changed: true, note: null };
});
db.close();
process.stdout.write(`${added?.number}\n`);
