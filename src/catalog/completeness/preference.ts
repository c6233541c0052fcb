import { z } from 'zod';
import type { Catalog } from '../catalog.ts';

/** What of a stored ranking request tells how much it asks for an attribute: shares of one for what is preferred, one for what is required. */
const Asked = z.object({
  require: z.record(z.string(), z.unknown()).default({}),
  prefer: z.object({ weights: z.record(z.string(), z.number()).default({}) }).default({ weights: {} }),
});

/**
 * How much the groups and profiles of a catalog ask for each attribute, by id. A group spreads one over its members by their weights. A profile
 * does so over what it prefers, a group's part over the group's members, and adds one for each attribute that it requires.
 */
export function preferenceOf({ groups, profiles, attributes }: Pick<Catalog, 'groups' | 'profiles' | 'attributes'>): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (weights: Readonly<Record<string, number>>, whole: number) => {
    const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    for (const [id, weight] of Object.entries(weights)) {
      const part = (whole * weight) / total;
      const group = groups.get(id);
      if (group !== undefined) add(group.weights, part);
      else if (attributes.has(id)) sums.set(id, (sums.get(id) ?? 0) + part);
    }
  };
  for (const { weights } of groups.values()) add(weights, 1);
  for (const { request } of profiles.values()) {
    const { require, prefer } = Asked.parse(request);
    add(prefer.weights, 1);
    for (const id of Object.keys(require)) add({ [id]: 1 }, 1);
  }
  return sums;
}
