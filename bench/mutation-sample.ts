import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

/**
 * `npm run mutation -- FOLDER LINES [SEED]`: the mutants of a random sample of lines of a folder, as all of them would take most of a day
 * on two cores. The same seed draws the same lines.
 *
 * It is a sample of lines, not of mutants: Stryker's `file:N-N` takes the mutants that begin and end on line N. One that spans lines (an
 * emptied function body, mostly) is never drawn, and the mutants of one line share their fate, so an interval is to be drawn over lines.
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
