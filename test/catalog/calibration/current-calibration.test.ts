import { expect, test } from 'vitest';
import { calibrationOn, currentCalibration } from '../../../src/catalog/calibration/current-calibration.ts';
import type { Calibration } from '../../../src/catalog/calibration.ts';

test('of several calibrations the newest counts, whatever order they are held in', () => {
  const held = (...ids: string[]) => ({ calibrations: new Map(ids.map((id) => [id, { id } as Calibration])) });
  expect(currentCalibration(held('2026-12-20', '2026-11-28'))?.id).toBe('2026-12-20');
  expect(currentCalibration(held('2026-11-28', '2026-12-20'))?.id).toBe('2026-12-20');
  expect(currentCalibration(held())).toBeNull();
});

test('a calibration is old after 180 days, and its intervals a tenth wider', () => {
  const calibration = { id: '2026-11-28', kappa: 1.5 };
  expect(calibrationOn(calibration, '2026-11-28')).toEqual({ old: false, kappa: 1.5 });
  expect(calibrationOn(calibration, '2027-05-27')).toEqual({ old: false, kappa: 1.5 }); // day 180
  const old = calibrationOn(calibration, '2027-05-28');
  expect(old.old).toBe(true);
  expect(old.kappa).toBeCloseTo(1.65, 12);
  expect(calibrationOn(calibration, '2026-01-01').old).toBe(false); // asked as of a day before it
});
