import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { parseAst } from 'vitest/node';
import document from '../../openapi/openapi.json' with { type: 'json' };

// its other backends are a JVM and a binary for each platform
vi.stubEnv('RECHECK_BACKEND', 'pure');
const { check } = await import('recheck');

const ROOT = join(import.meta.dirname, '../..');
const FILES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(ROOT, 'src', name));

type Pattern = { readonly source: string; readonly flags: string };

/** Those that are not linear on every input, and why none can be slow here. */
const BOUNDED: Readonly<Record<string, string>> = {
  '/\\s*\\n\\s*/g': 'messages of our own errors and of SQLite',
  '/^[.-]+|[.-]+$/g': 'names of feeds, refused above 300 characters',
  '/^([^:]+\\/[^:]+):([a-z0-9]+)$/': 'names of feeds, refused above 300 characters',
  '/(?<=\\d)(?=(?:\\d{3})+$)/g': 'numbers that stand in the code',
};

/** Calls `see` for a node of a syntax tree and all in it. */
function walk(node: unknown, see: (node: Record<string, unknown>) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) see(node as Record<string, unknown>);
  for (const part of Object.values(node)) walk(part, see);
}

/** What a file has of literals, and how many times it makes one of a string. */
function patternsIn(path: string): { literals: Pattern[]; made: number } {
  const literals: Pattern[] = [];
  let made = 0;
  walk(parseAst(readFileSync(path, 'utf8'), { lang: 'ts' }), ({ type, regex, callee }) => {
    if (type === 'Literal' && regex) literals.push({ source: (regex as { pattern: string }).pattern, flags: (regex as Pattern).flags });
    if ((type === 'NewExpression' || type === 'CallExpression') && (callee as { name?: string }).name === 'RegExp') made += 1;
  });
  return { literals, made };
}

/** Time of the fastest of some runs, ms. */
function fastest(run: () => unknown): number {
  return Math.min(
    ...Array.from({ length: 7 }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
  );
}

/** What makes patterns of ids, licences, instants and headers try again: many readings, and an end that fits none. */
const REPEATED = ['a', 'a-', 'a.', 'a_', 'a/a', 'a@', '0', '-', ' ', '00:', '\\"', ' AND LicenseRef-a', 'MIT OR ', 'é'];

/** Every `new RegExp` while all of src is loaded and a path is looked for, with the file that made it. */
async function made(): Promise<{ file: string; pattern: Pattern }[]> {
  const seen: { file: string; pattern: Pattern }[] = [];
  const Native = RegExp;
  vi.stubGlobal(
    'RegExp',
    new Proxy(Native, {
      construct(target, given: [string, string?]) {
        const at = new Error('who made it').stack?.split('\n')[2] ?? '';
        const file = FILES.find((path) => at.includes(path));
        const regex = new target(...given);
        if (file) seen.push({ file: relative(ROOT, file), pattern: { source: regex.source, flags: regex.flags } });
        return regex;
      },
    }),
  );
  // what starts a process or a thread when it is loaded has no pattern of its own, as the count below shows
  for (const file of FILES.filter((path) => patternsIn(path).made > 0)) await import(file);
  const { smallApp } = await import('./small-app.ts');
  await smallApp().inject('/no-such-path');
  vi.unstubAllGlobals();
  return seen;
}

const shown = ({ source, flags }: Pattern) => `/${source}/${flags}`;

async function judged(pattern: Pattern): Promise<string> {
  const found = await check(pattern.source, pattern.flags, { timeout: 60_000 });
  if (found.status === 'safe') return 'linear';
  return found.status === 'vulnerable' ? `vulnerable ${found.complexity.type}` : found.status;
}

const unique = (patterns: Pattern[]) => [...new Map(patterns.map((pattern) => [shown(pattern), pattern])).values()];

describe('no regular expression backtracks', () => {
  test('the judge knows one that does', async () => {
    expect(await judged({ source: '^(a+)+$', flags: '' })).toBe('vulnerable exponential');
    expect(await judged({ source: '\\s+$', flags: '' })).toBe('vulnerable polynomial');
  });

  test('every literal in src is linear, or can only meet a bounded text', { timeout: 300_000 }, async () => {
    const found = unique(FILES.flatMap((path) => patternsIn(path).literals));
    expect(found.length).toBeGreaterThan(50);
    const slow: string[] = [];
    for (const pattern of found) {
      const judgement = await judged(pattern);
      if (judgement !== 'linear') slow.push(shown(pattern));
    }
    expect(slow.sort()).toEqual(Object.keys(BOUNDED).sort());
  });

  test('every one that src makes of a string is linear', { timeout: 300_000 }, async () => {
    const seen = await made();
    const files = FILES.filter((path) => patternsIn(path).made > 0).map((path) => relative(ROOT, path));
    expect([...new Set(seen.map(({ file }) => file))].sort()).toEqual(files.sort());
    for (const pattern of unique(seen.map((one) => one.pattern)))
      expect([shown(pattern), await judged(pattern)]).toEqual([shown(pattern), 'linear']);
  });

  test('every pattern of the document is linear', { timeout: 300_000 }, async () => {
    const found = new Set<string>();
    walk(document, ({ pattern }) => {
      if (typeof pattern === 'string') found.add(pattern);
    });
    expect(found.size).toBeGreaterThan(10);
    for (const source of found) expect([source, await judged({ source, flags: 'u' })]).toEqual([source, 'linear']);
  });

  test('ten times the text takes about ten times the time, where requests come in', { timeout: 300_000, retry: 3 }, async () => {
    const ofDocument: Pattern[] = [];
    walk(document, ({ pattern }) => {
      if (typeof pattern === 'string') ofDocument.push({ source: pattern, flags: 'u' });
    });
    const ofRequests = FILES.filter((path) => path.includes('/src/http/')).flatMap((path) => patternsIn(path).literals);
    for (const pattern of unique([...ofDocument, ...ofRequests]))
      for (const part of REPEATED) {
        const regex = new RegExp(pattern.source, pattern.flags.replace('g', ''));
        const time = (length: number) => {
          const text = `${part.repeat(length / part.length)}!`;
          return fastest(() => regex.test(text));
        };
        const [once, tenfold] = [time(4000), time(40_000)];
        // quadratic: a hundredfold; below a millisecond the clock and the machine are what is measured
        expect([shown(pattern), part, tenfold < 1 || tenfold <= 40 * once]).toEqual([shown(pattern), part, true]);
      }
  });
});
