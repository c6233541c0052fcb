// A process for live.process.test.ts: adds one revision to a database that a service is running on, with a provider of the name given.
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { addEntries } from '../support/catalogs/in-database.ts';

const [file = '', id = ''] = process.argv.slice(2);
const db = openDatabase(file);
const { number } = addEntries(db, { providers: [{ id, name: id }] }, new Date());
db.close();
process.stdout.write(`${number}\n`);
