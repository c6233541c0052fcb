import fc from 'fast-check';

type Path = readonly (string | number)[];
export type Broken = { readonly value: unknown; readonly path: Path };

/** A value that is well-formed, with one place of it made something else. */
export function broken(value: unknown): fc.Arbitrary<Broken> {
  const places = placesOf(value, []);
  return fc.tuple(fc.constantFrom(...places), fc.constantFrom(...WAYS)).map(([path, way]) => ({
    path: way === EXTRA ? [...path, 'not_a_field'] : path,
    value: changed(value, path, (at) =>
      way === EXTRA && typeof at === 'object' && at !== null && !Array.isArray(at) ? { ...at, not_a_field: 1 } : way(at),
    ),
  }));
}

const EXTRA = (_at: unknown): unknown => ({ not_a_field: 1 });
const WAYS: readonly ((at: unknown) => unknown)[] = [
  EXTRA,
  () => null,
  (at) => (typeof at === 'string' ? 7 : 'a text in its place'),
  (at) => (Array.isArray(at) ? {} : [at]),
  () => ({}),
  (at) => (typeof at === 'number' ? -1e300 : at === true ? 'true' : []),
  (at) => (typeof at === 'string' ? `${at}\u0000${'x'.repeat(3000)}` : 1e308),
  (at) => (Array.isArray(at) ? Array.from({ length: 600 }, () => at[0] ?? 1) : 'constructor'),
];

function placesOf(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => placesOf(member, [...path, Array.isArray(value) ? Number(key) : key]))];
}

function changed(value: unknown, [first, ...rest]: Path, change: (at: unknown) => unknown): unknown {
  if (first === undefined) return change(value);
  if (Array.isArray(value)) return value.map((member, i) => (i === first ? changed(member, rest, change) : member));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, member]) => [key, key === first ? changed(member, rest, change) : member]),
  );
}
