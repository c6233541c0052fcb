import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { circlesIn, importsOf, ROOT, roomOf, sourceFiles } from './source-files.ts';

/**
 * The plan of the house, held to its walls: what CONTRIBUTING.md says of the rooms, what Biome refuses and what the code imports are one thing.
 */

type Room = { readonly name: string; readonly mayImport: readonly string[] };

/** The rows of CONTRIBUTING's table of rooms: the ground floor first. */
const rooms: readonly Room[] = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')
  .split('\n')
  .map((line) => /^\|\s*`src\/([\w-]+)\/`\s*\|[^|]*\|([^|]*)\|$/.exec(line))
  .filter((row) => row !== null)
  .map(([, name = '', cell = '']) => ({ name, mayImport: [...cell.matchAll(/`([\w-]+)`/g)].map(([, room = '']) => room) }));

const files = sourceFiles('src');
const folders = [...new Set(files.map(roomOf))].filter((room) => !room.endsWith('.ts'));

test('every folder of src is a room in CONTRIBUTING, and a room imports only what stands above it in the table', () => {
  expect(rooms.map(({ name }) => name).sort()).toEqual([...folders].sort());
  rooms.forEach(({ name, mayImport }, at) => {
    const above = rooms.slice(0, at).map((room) => room.name);
    expect({ name, unknown: mayImport.filter((room) => !above.includes(room)) }).toEqual({ name, unknown: [] });
  });
});

test('no file imports beyond the walls of its room', () => {
  const beyond = files.flatMap((file) => {
    const room = rooms.find(({ name }) => name === roomOf(file));
    if (!room) return [];
    const others = importsOf(file).own.filter((own) => own.startsWith('src/') && folders.includes(roomOf(own)));
    return others.filter((own) => roomOf(own) !== room.name && !room.mayImport.includes(roomOf(own))).map((own) => `${file} -> ${own}`);
  });
  expect(beyond).toEqual([]);
});

test('no file lies in a circle of imports, those of types included', () => {
  expect(circlesIn(new Map(files.map((file) => [file, new Set(importsOf(file).own)])))).toEqual([]);
});

test('no folder lies in a circle of imports: no arrow runs up', () => {
  const arrows = new Map<string, Set<string>>();
  for (const file of files.filter((name) => dirname(name) !== 'src')) {
    const from = dirname(file);
    const to = arrows.get(from) ?? new Set();
    for (const own of importsOf(file).own) if (dirname(own) !== from && dirname(own) !== 'src') to.add(dirname(own));
    arrows.set(from, to);
  }
  expect(circlesIn(arrows)).toEqual([]);
});

test('no folder holds more than 20 files at one level', () => {
  const counts = new Map<string, number>();
  for (const file of ['src', 'test', 'bench'].flatMap(sourceFiles)) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > 20)).toEqual([]);
});

/** A folder with our Biome settings and, for each room, a file that imports every other room and the packages that not all may use. */
function withEveryImport(): string {
  const folder = mkdtempSync(join(tmpdir(), 'walls-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { vcs: _none, ...settings } = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(settings));
  for (const { name } of rooms) {
    const specifiers = [...folders.filter((room) => room !== name).map((room) => `../${room}/made-up.ts`), ...PACKAGES];
    const code = specifiers.map((specifier, i) => `import { a as a${i} } from '${specifier}';\nexport const b${i} = a${i};\n`);
    mkdirSync(join(folder, 'src', name), { recursive: true });
    writeFileSync(join(folder, 'src', name, 'made-up.ts'), code.join(''));
  }
  return folder;
}

const PACKAGES = ['better-sqlite3', 'fastify'];
/** Who may use them; SQL is the store's, HTTP that of the faces that speak it. */
const USERS: Readonly<Record<string, readonly string[]>> = { 'better-sqlite3': ['store'], fastify: ['http', 'routes'] };

test('the linter refuses in each room just what the table does not allow', () => {
  const folder = withEveryImport();
  const { stdout } = spawnSync(
    join(ROOT, 'node_modules/.bin/biome'),
    ['lint', '--reporter=json', '--only=style/noRestrictedImports', '--max-diagnostics=none', 'src'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 },
  );
  const diagnostics: readonly Diagnostic[] = JSON.parse(stdout.slice(stdout.indexOf('{'))).diagnostics;
  for (const { name, mayImport } of rooms) {
    const text = readFileSync(join(folder, 'src', name, 'made-up.ts'), 'utf8').split('\n');
    const refused = diagnostics
      .filter(({ location }) => location.path.endsWith(`src/${name}/made-up.ts`))
      .map(({ location }) => /from '([^']+)'/.exec(text[location.start.line - 1] as string)?.[1]);
    const walled = folders.filter((room) => room !== name && !mayImport.includes(room)).map((room) => `../${room}/made-up.ts`);
    const closed = PACKAGES.filter((used) => !USERS[used]?.includes(name));
    expect({ name, refused: refused.sort() }).toEqual({ name, refused: [...walled, ...closed].sort() });
  }
});

type Diagnostic = { readonly location: { readonly path: string; readonly start: { readonly line: number } } };
