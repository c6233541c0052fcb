import { z } from 'zod';
import { CalibrationEntry, CalibrationId } from '../../catalog/calibration.ts';
import { type CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import type { Service } from '../deps.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

export const Calibration = z
  .strictObject({ id: CalibrationId.meta({ description: 'The day on which it was fitted.' }), ...CalibrationEntry.shape })
  .meta({ id: 'Calibration', description: 'Parameters that abilities are worked out with, and how wrong they were when tested.' });
export type Calibration = z.infer<typeof Calibration>;

/** The calibrations that the revision holds, in order of id: the last one counts. */
export function listCalibrations(
  service: Pick<Service, 'catalog'>,
  page: PageAsked,
): { readonly catalog: CatalogStamp } & Page<Calibration> {
  const catalog = service.catalog();
  return { catalog: stampOf(catalog), ...pageOf([...catalog.calibrations.values()], page) };
}
