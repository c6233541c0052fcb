import type { Document } from './document-types.ts';

/** The provider emits every named schema for requests and for responses; what nothing refers to goes, from either. */
export function pruned(document: Document): Document {
  const components = document.components ?? {};
  const kept = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    else if (part !== null && typeof part === 'object') {
      for (const [key, value] of Object.entries(part)) {
        if (key === '$ref' && typeof value === 'string' && !kept.has(value)) {
          kept.add(value);
          const [, , kind = '', name = ''] = value.split('/');
          visit(components[kind]?.[name]);
        } else visit(value);
      }
    }
  };
  visit(document.paths);
  const left = Object.entries(components).map(([kind, entries]) => [
    kind,
    Object.fromEntries(
      Object.entries(entries)
        .filter(([name]) => kind === 'securitySchemes' || kept.has(`#/components/${kind}/${name}`))
        // zod lists schemas in the order in which modules load: a moved file would reorder the document
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  ]);
  return { ...document, components: Object.fromEntries(left) };
}

/** What zod means and does not write: how wide an integer is, how long a date, that a tuple ends. */
export function formatted(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(formatted);
  if (part === null || typeof part !== 'object') return part;
  const entries = Object.entries(part).map(([key, value]) => [key, key === 'example' || key === 'examples' ? value : formatted(value)]);
  const copy = Object.fromEntries(entries);
  if (copy.type === 'integer' && copy.format === undefined) copy.format = 'int64';
  if (copy.type === 'string' && copy.format === 'date') copy.maxLength = 10;
  if (Array.isArray(copy.prefixItems)) {
    copy.minItems = copy.prefixItems.length;
    copy.maxItems = copy.prefixItems.length;
    copy.items = copy.prefixItems.at(-1);
  }
  return copy;
}
