import { readFileSync, writeFileSync } from 'node:fs';
import { ENGINE_VERSION } from '../../src/engine-version.ts';
import { seededData } from '../support/catalogs/seeded.ts';
import { engineAnswers, freeze, frozenCatalog } from './answers.ts';
import { changedMessage, differenceOf, type EngineRecord, recorded } from './record.ts';

/**
 * `npm run engine:record` records the engine's answers under ENGINE_VERSION. With `-- --freeze` it takes the present seed for the catalog that is
 * asked on: needed when a new question speaks of something that the old one lacks. Under a version that has a record it first makes sure that no
 * answer on the old one has changed.
 */
const RECORD = new URL('answers.json', import.meta.url);
const before: EngineRecord = JSON.parse(readFileSync(RECORD, 'utf8'));

function record(from: EngineRecord): void {
  const answers = engineAnswers(frozenCatalog());
  const after = recorded(from, answers, ENGINE_VERSION);
  if (after) writeFileSync(RECORD, `${JSON.stringify(after, null, 2)}\n`);
  else throw new Error(changedMessage(differenceOf(from, answers, ENGINE_VERSION).changed, ENGINE_VERSION));
}

const freezes = process.argv.includes('--freeze');
if (!freezes || ENGINE_VERSION in before.versions) record(before);
if (freezes) {
  freeze(seededData());
  record({ versions: before.versions, answers: {} });
}
