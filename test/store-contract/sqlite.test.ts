import { join } from 'node:path';
import { openStore } from '../../src/store/sqlite/store.ts';
import { NOW } from '../service/seeding/small-seed.ts';
import { temporaryFolder } from '../support/processes/temporary-database.ts';
import { storeContract } from './store-contract.ts';

storeContract('SQLite in a file', () => {
  const file = join(temporaryFolder(), 'test.sqlite');
  return { store: openStore(file, NOW), again: () => openStore(file, NOW) };
});

storeContract('SQLite in memory', () => ({ store: openStore(':memory:', NOW), again: null }));
