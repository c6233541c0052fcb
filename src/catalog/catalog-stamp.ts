import { z } from 'zod';
import type { Catalog } from './catalog.ts';

export const CatalogStamp = z
  .strictObject({
    revision: z.int().min(1).meta({ description: 'The number of the catalog revision that answered.' }),
    hash: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/)
      .max(71)
      .meta({ description: 'Hash of its content: two databases with the same content agree.' }),
    claims: z.int().min(0).meta({ description: 'How many claims are current in it.' }),
  })
  .meta({ id: 'CatalogStamp', description: 'The catalog revision that an answer rests on.' });
export type CatalogStamp = z.infer<typeof CatalogStamp>;

export function stampOf(catalog: Catalog): CatalogStamp {
  return { revision: catalog.revision, hash: catalog.hash, claims: catalog.claimCount };
}
