import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

/**
 * `npm run mutation -- FOLDER LINES [SEED]`: all mutants on a random sample of lines of a folder, as every mutant of it would take most of a day
 * on two cores. The same seed draws the same lines.
 */
const [folder = 'src/scoring', lines = '300', seed = '1'] = process.argv.slice(2);
const all = globSync(`${folder}/**/*.ts`)
  .sort()
  .flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, i) => (/^\s*(?:[/*]|import |}?$)/.test(line) ? [] : [{ file, line: i + 1 }])),
  );
let state = Number(seed) * 2_654_435_761;
/** mulberry32 */
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};
const sample = all
  .map((place) => ({ place, at: random() }))
  .sort((a, b) => a.at - b.at)
  .slice(0, Number(lines))
  .map(({ place }) => place);
console.log(`${sample.length} of ${all.length} lines of ${folder}, seed ${seed}`);
const run = spawnSync('npx', ['stryker', 'run', '--mutate', sample.map(({ file, line }) => `${file}:${line}-${line}`).join(',')], {
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
