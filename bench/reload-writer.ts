import { openStore } from '../src/store/sqlite/store.ts';
import { raise } from './reload-market.ts';

/** Adds one revision to the database of the benchmark, from a process of its own. */
const [file = '', step = '0'] = process.argv.slice(2);
const store = openStore(file, new Date());
await raise(store.catalog, Number(step));
await store.close();
