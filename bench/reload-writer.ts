import { openDatabase } from '../src/store/sqlite/open.ts';
import { raise } from './reload-market.ts';

/** Adds one revision to the database of the benchmark, from a process of its own. */
const [file = '', step = '0'] = process.argv.slice(2);
const db = openDatabase(file);
raise(db, Number(step));
db.close();
