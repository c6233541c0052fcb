import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { readRequirement, type Word } from './check-requirement.ts';
import { readScale } from './check-scales.ts';
import type { RankingRequest } from './request.ts';

/** A value of the request that the catalog writes in another way: `German` for `de`. */
export type TakenAs = { readonly attribute: string; readonly given: string; readonly taken: string };

/** Every such value of the requirements and the scales of a checked request, each once, in order. */
export function takenAs(
  catalog: Catalog,
  { require = {}, scales = {} }: Pick<RankingRequest, 'require' | 'scales'>,
  find: (name: string) => Attribute,
): TakenAs[] {
  const found = new Map<string, TakenAs>();
  const note = (attribute: string, given: unknown, taken: unknown) => {
    const [before, after] = [textsIn(given), textsIn(taken)];
    for (const [i, text] of before.entries()) {
      const own = after[i] as string;
      if (text !== own) found.set(JSON.stringify([attribute, text]), { attribute, given: text, taken: own });
    }
  };
  for (const [name, requirement] of Object.entries(require)) {
    const word: Word = { catalog, attribute: find(name) };
    for (const [operator, argument] of Object.entries(readRequirement(word, requirement)))
      note(name, requirement[operator as keyof typeof requirement], argument);
  }
  for (const [name, scale] of Object.entries(scales)) {
    if (!('wanted' in scale)) continue;
    const read = readScale({ catalog, attribute: find(name) }, scale);
    note(name, scale.wanted, 'wanted' in read ? read.wanted : []);
  }
  return [...found.values()].sort((a, b) => compareIds(a.attribute, b.attribute) || compareIds(a.given, b.given));
}

function textsIn(argument: unknown): readonly string[] {
  if (typeof argument === 'string') return [argument];
  return Array.isArray(argument) ? argument : [];
}
