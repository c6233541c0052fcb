// A process for seed-crash.process.test.ts: seeds a database, then changes the seed and dies of it or is killed from outside.

import { applySeed } from '../../../src/service/seeding/seed.ts';
import { migrate } from '../../../src/store/sqlite/migrate.ts';
import { openDatabase } from '../../../src/store/sqlite/open.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { largeSeed, NOW, seedOf } from './small-seed.ts';

const [file = '', dieAtClaim] = process.argv.slice(2);
const db = openDatabase(file);
migrate(db, NOW);
const { catalog } = storeOn(db);
await applySeed(catalog, seedOf(), NOW);
const large = seedOf(largeSeed());
if (dieAtClaim !== undefined) {
  let claims = 0;
  db.function('die_in_the_middle', () => {
    claims += 1;
    if (claims === Number(dieAtClaim)) process.kill(process.pid, 'SIGKILL');
    return null;
  });
  db.exec('CREATE TEMP TRIGGER dying AFTER INSERT ON main.claims BEGIN SELECT die_in_the_middle(); END');
}
process.stdout.write('seeding\n');
await applySeed(catalog, large, NOW);
process.stdout.write('done\n');
