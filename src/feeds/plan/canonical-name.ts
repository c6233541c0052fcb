import type { Catalog } from '../../catalog/catalog.ts';
import { namingOf } from '../rows/naming.ts';
import { normalForm } from './normal-form.ts';

/** Names as the catalog's synonyms read them. */
export type Names = {
  /** The name with its synonyms replaced: `zhipuai/glm-5` is `zai/glm-5`. */
  readonly canonical: (name: string) => string;
  /** Whether the name moves on from one model to the next, by its form or by a synonym that means no model. */
  readonly movesOn: (name: string) => boolean;
};

/** Replaces vendors before the last segment of a path, then a model that stands at its end by `vendor/slug` or by its slug alone. */
export function namesIn({ synonyms }: Pick<Catalog, 'synonyms'>): Names {
  const vendors = new Map<string | null, string>();
  const models = new Map<string | null, string | null>();
  for (const { id, means } of synonyms.values()) {
    if (id.includes('/')) for (const name of [id, id.slice(id.indexOf('/') + 1)]) models.set(normalForm(name), means);
    else if (means !== null) vendors.set(normalForm(id), means);
  }
  function read(name: string): { readonly before: readonly string[]; readonly end: string; readonly means: string | null | undefined } {
    const segments = name.split('/');
    const last = segments.length - 1;
    const named = segments.map((segment, index) => (index === last ? segment : (vendors.get(normalForm(segment)) ?? segment)));
    for (const start of named.keys()) {
      const end = named.slice(start).join('/');
      const means = models.get(normalForm(end));
      if (means !== undefined) return { before: named.slice(0, start), end, means };
    }
    return { before: [], end: named.join('/'), means: undefined };
  }
  return {
    canonical: (name) => {
      const { before, end, means } = read(name);
      return [...before, means ?? end].join('/');
    },
    movesOn: (name) => namingOf(name) === 'alias' || read(name).means === null,
  };
}
