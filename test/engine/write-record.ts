import { readFileSync, writeFileSync } from 'node:fs';
import { ENGINE_VERSION } from '../../src/engine-version.ts';
import { seededData } from '../support/catalogs/seeded.ts';
import { engineAnswers, freeze, frozenCatalog } from './answers.ts';
import { changedMessage, differenceOf, type EngineRecord, recorded } from './record.ts';

/**
 * `npm run engine:record` records the engine's answers under ENGINE_VERSION. With `-- --freeze` it then takes the present seed for the
 * catalog that is asked on, and records the answers on that one: needed when a new question speaks of something that the old one lacks.
 */
const RECORD = new URL('answers.json', import.meta.url);

function write(record: EngineRecord): void {
  writeFileSync(RECORD, `${JSON.stringify(record, null, 2)}\n`);
}

const before: EngineRecord = JSON.parse(readFileSync(RECORD, 'utf8'));
const answers = engineAnswers(frozenCatalog());
const after = recorded(before, answers, ENGINE_VERSION);
if (after === null) {
  const { changed } = differenceOf(before, answers, ENGINE_VERSION);
  process.stderr.write(`${changedMessage(changed, ENGINE_VERSION)}\n`);
  process.exitCode = 1;
} else {
  write(after);
  if (process.argv.includes('--freeze')) {
    freeze(seededData());
    const onSeed = recorded({ versions: after.versions, answers: {} }, engineAnswers(frozenCatalog()), ENGINE_VERSION);
    if (onSeed !== null) write(onSeed);
  }
}
