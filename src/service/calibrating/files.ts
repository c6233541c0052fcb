import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CalibrationEntry } from '../../catalog/calibration.ts';
import { parseSeed, readSeedFolder, SEED, type SeedFolder } from '../seeding/read-seed.ts';
import { calibrated } from './calibrate.ts';
import { ItemsFile, ResultsFile } from './result-rows.ts';
import { withClaims } from './seed-results.ts';

/** Where calibrations come from; no part of the seed, which holds what came out. */
const CALIBRATION = join(import.meta.dirname, '../../../db/calibration');

export type Calibrated = {
  readonly day: string;
  readonly items: ItemsFile;
  readonly results: ResultsFile;
  readonly entry: CalibrationEntry;
};

/** The newest results that are kept, fitted again: the calibration of that day comes out. */
export function calibrateAgain(): Calibrated {
  const day = newestDay();
  const [items, results] = [readItems(), readResults(day)];
  return { day, items, results, entry: calibrated(items, results) };
}

/** The newest open results with the claims that the seed has now, fitted and written as the calibration of a day. */
export function calibrateOn(day: string): Calibrated {
  const items = readItems();
  const results = withClaims(items, readResults(newestDay()), parseSeed(seedWithoutCalibrations()));
  const entry = calibrated(items, results);
  writeFileSync(join(CALIBRATION, `results-${day}.json`), resultsText(results));
  writeFileSync(join(SEED, 'calibration', `${day}.json`), entryText(entry));
  return { day, items, results, entry };
}

/** As the formatter would have it: lists of words on one line. */
export function entryText(entry: CalibrationEntry): string {
  const text = JSON.stringify(entry, null, 2).replace(/\[\n[^[\]{}]*\]/g, (list) => onOneLine(JSON.parse(list)));
  return `${text}\n`;
}

function onOneLine(list: readonly unknown[]): string {
  return `[${list.map((member) => JSON.stringify(member)).join(', ')}]`;
}

/** One row a line, so that a changed row shows as one. */
export function resultsText({ models, open, claims }: ResultsFile): string {
  const rows = (list: readonly (readonly unknown[])[]) => list.map((row) => `    ${onOneLine(row)}`).join(',\n');
  const days = Object.entries(models).map(([id, released]) => `    ${JSON.stringify(id)}: ${JSON.stringify(released)}`);
  return `{\n  "models": {\n${days.join(',\n')}\n  },\n  "open": [\n${rows(open)}\n  ],\n  "claims": [\n${rows(claims)}\n  ]\n}\n`;
}

/** What was fitted before is no part of what is fitted now, and may be of an older form. */
function seedWithoutCalibrations(): SeedFolder {
  const seed = readSeedFolder();
  return { ...seed, files: seed.files.filter(({ path }) => !path.startsWith('calibration/')) };
}

function newestDay(): string {
  const days = readdirSync(CALIBRATION).flatMap((name) => /^results-(\d{4}-\d\d-\d\d)\.json$/.exec(name)?.[1] ?? []);
  const newest = days.sort().at(-1);
  if (newest === undefined) throw new Error(`there are no results in ${CALIBRATION}`);
  return newest;
}

function readItems(): ItemsFile {
  return ItemsFile.parse(JSON.parse(readFileSync(join(CALIBRATION, 'items.json'), 'utf8')));
}

function readResults(day: string): ResultsFile {
  return ResultsFile.parse(JSON.parse(readFileSync(join(CALIBRATION, `results-${day}.json`), 'utf8')));
}
