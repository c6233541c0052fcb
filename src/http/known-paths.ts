import type { App } from './deps.ts';

/** What the router does not tell of a path that has no handler for a method: which methods it has (RFC 9110 §15.5.6 asks for Allow). */
export type KnownPaths = { readonly allowed: (path: string) => readonly string[] | null };

/** Collects every route that is registered after the call. */
export function collectPaths(app: App): KnownPaths {
  const methods = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = methods.get(url) ?? new Set();
    for (const one of Array.isArray(method) ? method : [method]) known.add(one);
    methods.set(url, known);
  });
  let patterns: { pattern: RegExp; parameters: number; methods: Set<string> }[] | undefined;
  return {
    allowed(path) {
      patterns ??= [...methods].map(([url, known]) => ({ ...matcher(url), methods: known })).sort((a, b) => a.parameters - b.parameters);
      const match = patterns.find(({ pattern }) => pattern.test(path));
      return match ? [...match.methods, 'OPTIONS'].sort() : null;
    },
  };
}

/** The router prefers a literal segment to a parameter; so does the order by parameters. */
function matcher(url: string): { pattern: RegExp; parameters: number } {
  const segments = url.split('/').map((segment) => {
    if (segment.startsWith(':')) return '[^/]+';
    return segment === '*' ? '.*' : RegExp.escape(segment);
  });
  const parameters = segments.filter((segment) => segment === '[^/]+' || segment === '.*').length;
  return { pattern: new RegExp(`^${segments.join('/')}$`), parameters };
}
