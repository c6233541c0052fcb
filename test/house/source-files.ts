import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** The TypeScript files under a folder of the repository, as paths from its root. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .sort();
}

/** What a file imports, types included: paths from the root for our own files, names for packages. */
export function importsOf(file: string): { readonly own: readonly string[]; readonly packages: readonly string[] } {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const named = [
    ...text.matchAll(/(?:^|\n)(?:import|export)\s[^;]*?from '([^']+)'|(?:^|[^\w.])import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g),
  ]
    .map(([, from, called, bare]) => from ?? called ?? bare)
    .filter((name) => name !== undefined);
  return {
    own: named.filter((name) => name.startsWith('.')).map((name) => normalize(join(dirname(file), name))),
    packages: named.filter((name) => !name.startsWith('.')),
  };
}

/** Groups of nodes that reach one another (Tarjan 1972): each is a circle. */
export function circlesIn(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const visit = (node: string): void => {
    order.set(node, order.size);
    lowest.set(node, order.get(node) as number);
    path.push(node);
    for (const next of arrows.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (path.includes(next)) lowest.set(node, Math.min(lowest.get(node) as number, lowest.get(next) as number));
    }
    if (lowest.get(node) !== order.get(node)) return;
    const circle = path.splice(path.indexOf(node));
    if (circle.length > 1) found.push(circle.sort());
  };
  for (const node of arrows.keys()) if (!order.has(node)) visit(node);
  return found;
}

/** The room of a file of src: its folder there; of a file that lies in src itself, its own name. */
export function roomOf(file: string): string {
  const [first, rest] = relative('src', file).split('/', 2);
  return rest === undefined ? (first as string) : (first as string);
}
