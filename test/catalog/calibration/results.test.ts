import { expect, test } from 'vitest';
import { ownResultReader, selfReportedShare } from '../../../src/catalog/calibration/own-results.ts';
import { resultReader } from '../../../src/catalog/calibration/result-of-claim.ts';
import type { Claim, ClaimMode } from '../../../src/catalog/claim.ts';

const CALIBRATION = {
  other_efforts: ['low', 'medium'],
  items: {
    swe_bench: { attribute: 'swe_bench' },
    swe_bench_openhands: { attribute: 'swe_bench', harness: ['OpenHands'] },
    hle: { attribute: 'hle' },
    hle_with_tools: { attribute: 'hle_with_tools', tools: true as const },
    unlisted: { attribute: null },
  },
};
const read = resultReader(CALIBRATION);
let made = 0;
function claim(attribute: string, value: number | null, mode?: ClaimMode, more: Partial<Claim> = {}): Claim {
  return {
    ...{ id: `clm_${++made}`, subject: 'meta/llama', attribute, value, value_status: value === null ? 'not_found' : 'stated' },
    ...{ source: 'card', position: 1, as_of: null, confidence: 'high', origin: 'seed', added_in: 1, retired_in: null },
    ...(mode && { mode }),
    ...more,
  };
}

test.each<[string, Claim, ReturnType<typeof read>]>([
  ['no mode stated', claim('swe_bench', 70), { item: 'swe_bench', setting: null, value: 70 }],
  [
    'a version of a named harness',
    claim('swe_bench', 60, { harness: 'OpenHands v1.8.3' }),
    { item: 'swe_bench_openhands', setting: null, value: 60 },
  ],
  ['any other harness', claim('swe_bench', 72, { harness: 'Claude Code' }), { item: 'swe_bench', setting: null, value: 72 }],
  ['thinking at its highest', claim('hle', 40, { thinking: true, effort: 'max' }), { item: 'hle', setting: null, value: 40 }],
  ['thinking turned off: another respondent', claim('hle', 10, { thinking: false }), { item: 'hle', setting: 'no-thinking', value: 10 }],
  [
    'less effort: another respondent',
    claim('hle', 20, { thinking: true, effort: 'low' }),
    { item: 'hle', setting: 'effort-low', value: 20 },
  ],
  ['tools where the test is without', claim('hle', 55, { tools: true }), null],
  ['tools where the test is with them', claim('hle_with_tools', 55, { tools: true }), { item: 'hle_with_tools', setting: null, value: 55 }],
  ['the same, where nobody says so', claim('hle_with_tools', 55), { item: 'hle_with_tools', setting: null, value: 55 }],
  ['a bound', claim('hle', 50, undefined, { qualifier: 'at_least' }), null],
  ['about', claim('hle', 50, undefined, { qualifier: 'approximately' }), { item: 'hle', setting: null, value: 50 }],
  ['a value that holds at times', claim('hle', 50, undefined, { when: { from: '2027-01-01' } }), null],
  ['looked for and not found', claim('hle', null), null],
  ['no benchmark', claim('context_window', 200_000), null],
])('what a claim says for abilities: %s', (_what, given, result) => {
  expect(read(given)).toEqual(result);
});

test('several claims are one result, their median, and name all they rest on; runs in another setting are none of the model’s own', () => {
  const kinds = { card: 'vendor', board: 'independent' } as const;
  const own = ownResultReader(CALIBRATION, (source) => kinds[source as keyof typeof kinds]);
  const [a, b, c] = [claim('swe_bench', 70), claim('swe_bench', 64, undefined, { source: 'board' }), claim('swe_bench', 71)];
  const results = own([claim('hle', 40, { thinking: true }), a, claim('hle', 12, { thinking: false }), b, c]);
  expect(results).toEqual([
    { item: 'hle', value: 40, basis: [expect.any(String)], self_reported: true },
    { item: 'swe_bench', value: 70, basis: [a.id, b.id, c.id].sort(), self_reported: false },
  ]);
  expect(selfReportedShare(results)).toBe(0.5);
  expect(own([a, b])[0]?.value).toBe(67);
  expect(own([b, a])).toEqual(own([a, b]));
  expect(selfReportedShare(own([]))).toBeNull();
});
