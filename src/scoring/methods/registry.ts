import { z } from 'zod';
import type { Method } from './method.ts';
import { PROMETHEE_II } from './promethee-ii.ts';
import { TOPSIS } from './topsis.ts';
import { VIKOR } from './vikor.ts';
import { WEIGHTED_PRODUCT } from './weighted-product.ts';
import { WEIGHTED_SUM } from './weighted-sum.ts';
import { WEIGHTED_SUM_MINMAX } from './weighted-sum-minmax.ts';

/** Every scoring method, in the order in which the document names them. All lists of methods are made from this one. */
const REGISTERED = [WEIGHTED_SUM, WEIGHTED_SUM_MINMAX, WEIGHTED_PRODUCT, TOPSIS, VIKOR, PROMETHEE_II] as const;

export type Registered = (typeof REGISTERED)[number];
export const METHODS: readonly (Method & { readonly name: Registered['name'] })[] = REGISTERED;

export const MethodName = z.enum(REGISTERED.map(({ name }) => name));
export type MethodName = z.infer<typeof MethodName>;

/** The methods that score values of fixed scales, and so take performances that are not known. */
export const METHODS_ON_VALUES: readonly MethodName[] = METHODS.filter(({ reads }) => reads === 'values').map(({ name }) => name);

/** What ranks where a request names no method, and what the winners of the others are held against. */
export const DEFAULT_METHOD = WEIGHTED_SUM.name;

const BY_NAME: ReadonlyMap<MethodName, Method> = new Map(METHODS.map((method) => [method.name, method]));

export function methodNamed(name: MethodName): Method {
  return BY_NAME.get(name) as Method;
}
