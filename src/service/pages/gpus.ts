import { z } from 'zod';
import { type CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { GpuEntry, GpuId } from '../../catalog/gpu.ts';
import type { Service } from '../deps.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

export const Gpu = z
  .strictObject({ id: GpuId.meta({ description: 'The name that a `deployment` calls it by.' }), ...GpuEntry.shape })
  .meta({ id: 'Gpu', description: 'A GPU: memory and bandwidth as its source gives them.' });
export type Gpu = z.infer<typeof Gpu>;

/** The GPUs that a `deployment` can name, in order of id. */
export function listGpus(service: Pick<Service, 'catalog'>, page: PageAsked): { readonly catalog: CatalogStamp } & Page<Gpu> {
  const catalog = service.catalog();
  return { catalog: stampOf(catalog), ...pageOf([...catalog.gpus.values()], page) };
}
