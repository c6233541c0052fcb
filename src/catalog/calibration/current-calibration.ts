import { dayNumber } from '../calendar-date.ts';
import type { Calibration } from '../calibration.ts';

/** Days from which a calibration is old: models of a generation that it has not seen are then about. */
const OLD_AFTER = 180;
/** How much wider intervals are then. A guess from one split by time: intervals asked for 1.5 there, against the 1.35 that folds asked for. */
const WIDER_WHEN_OLD = 1.1;

/** The calibration that counts: the newest that the revision holds. Null where it holds none. */
export function currentCalibration({ calibrations }: { readonly calibrations: ReadonlyMap<string, Calibration> }): Calibration | null {
  let newest: Calibration | null = null;
  for (const calibration of calibrations.values()) if (newest === null || calibration.id > newest.id) newest = calibration;
  return newest;
}

/** Whether a calibration is old on a day, and the factor of its intervals then. */
export function calibrationOn(
  { id, kappa }: Pick<Calibration, 'id' | 'kappa'>,
  day: string,
): { readonly old: boolean; readonly kappa: number } {
  const old = dayNumber(day) - dayNumber(id) > OLD_AFTER;
  return { old, kappa: old ? kappa * WIDER_WHEN_OLD : kappa };
}
