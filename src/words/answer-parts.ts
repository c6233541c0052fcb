import { z } from 'zod';

/** What answers are made of. */

export const Id = z.string().min(1).max(300);
export const Ids = z.array(Id).max(5000).readonly();
export const Share = z.number().min(0).max(1);
/** Net flows of PROMETHEE go from -1 to 1, the scores of the other methods from 0 to 1. */
export const Score = z.number().min(-1).max(1);
export const Model = Id.meta({ description: 'The model (in the article view: the family).' });
export const Offer = Id.nullable().meta({ description: 'The offer; null where no offer is known.' });

export function described(description: string): { description: string } {
  return { description };
}
