// A process for import-crash.process.test.ts: imports into a database that stands, and dies of it or is killed from outside.
import { importMarket } from '../../../src/service/imports/import-feed.ts';
import { openDatabase } from '../../../src/store/sqlite/open.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { FEED_OF_ROWS, manyRows } from '../../support/catalogs/feed-of-rows.ts';
import { NOW } from '../seeding/small-seed.ts';

const [file = '', rows = '0', dieAtClaim] = process.argv.slice(2);
const db = openDatabase(file);
if (dieAtClaim !== undefined) {
  let claims = 0;
  db.function('die_in_the_middle', () => {
    claims += 1;
    if (claims === Number(dieAtClaim)) process.kill(process.pid, 'SIGKILL');
    return null;
  });
  db.exec('CREATE TEMP TRIGGER dying AFTER INSERT ON main.claims BEGIN SELECT die_in_the_middle(); END');
}
const text = JSON.stringify(manyRows(Number(rows), 3));
process.stdout.write('importing\n');
await importMarket(storeOn(db).catalog, FEED_OF_ROWS, {
  text,
  asOf: '2026-11-23',
  acceptGone: true,
  dryRun: false,
  author: 'a process',
  now: NOW,
});
