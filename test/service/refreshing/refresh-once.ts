// A process for several-processes.process.test.ts: refreshes what is due on a database, once told to on its standard input, and ends.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { PublishedFormat } from '../../../src/feeds/formats/market-feeds.ts';
import { refreshingService } from './refreshing.ts';

const [database = '', host = '', ca = '', later = '0', ...feeds] = process.argv.slice(2);
const clock = () => new Date(Date.now() + Number(later));
const service = await refreshingService({
  database,
  server: { host, ca: readFileSync(ca, 'utf8') },
  feeds: feeds as PublishedFormat[],
  clock,
});
process.stdout.write('ready\n');
await once(process.stdin, 'data');
await service.check();
process.stdout.write(`${JSON.stringify({ refreshed: service.refreshed, failed: service.failed, broken: service.broken.map(String) })}\n`);
await service.close();
process.exit(0);
