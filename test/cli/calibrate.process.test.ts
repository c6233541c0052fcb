import { expect, test } from 'vitest';
import { run } from '../support/processes/service-process.ts';

async function calibrate(...args: string[]) {
  const cli = run('cli/calibrate.ts', {}, args);
  return { code: await cli.ended, out: cli.out(), err: cli.err() };
}

test('--check prints how wrong estimates are on what was held out, and ends well where they are good enough', async () => {
  const { code, out } = await calibrate('--check');
  expect(code).toBe(0);
  expect(out).toMatch(/^calibration \d{4}-\d\d-\d\d: \d+ results of \d+ respondents/);
  expect(out.match(/^ok {3}/gm)).toHaveLength(3);
  expect(out).toMatch(/^gpqa_diamond +math_reasoning/m);
});

test.each([[[]], [['--check', '--date', '2026-12-01']], [['--date', 'today']], [['--dates']]])('%j is no way to ask', async (args) => {
  const { code, out, err } = await calibrate(...args);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('usage: npm run --silent calibrate');
});
