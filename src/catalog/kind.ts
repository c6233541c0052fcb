import type { z } from 'zod';

/** A cell of a row as stores keep it: JSON as text, and null for what is not there. */
export type Cell = string | number | null;

/** A name that a value holds, and where in the value it stands. */
export type NameIn = { readonly name: string; readonly path: readonly (string | number)[] };
export type FindNames = (value: unknown) => readonly NameIn[];

/** The names of other things that a column holds. */
export type Naming = {
  /** The kinds that the named thing may be of, by their member of `KINDS`. */
  readonly of: readonly string[];
  readonly find: FindNames;
  /** Whether the seed has a fault where nothing declares the name. Otherwise the name only keeps alive what it means. */
  readonly mustBeDeclared: boolean;
};

export type Column<Field extends string = string> = {
  readonly column: string;
  readonly field: Field;
  /** Kept as JSON text. */
  readonly json: boolean;
  /** Null stands for a field that is left out, not for one that is null. */
  readonly optional: boolean;
  readonly naming: Naming | null;
};

/** Where the seed has the entries of a kind. */
export type SeedFiles =
  /** One file an entry in a folder (`groups/`); the path below it, without `.json`, is the id. */
  | { readonly folder: string; readonly Id: z.ZodType; readonly Entry: z.ZodType<object> }
  /** One file (`gpus.json`) that holds entries by id. */
  | { readonly file: string; readonly Id: z.ZodType; readonly Entry: z.ZodType<object> }
  /** Files with a reader of their own in seed/seed-draft.ts; how their paths begin. */
  | { readonly within: string };

/** A kind of thing in the catalog: all that loading, storing, hashing, comparing and seeding need to know of it. */
export type Kind<T> = {
  /** The versioned table that holds it. */
  readonly table: string;
  /** One of them, in the words of a fault. */
  readonly noun: string;
  /** The migration that made its table. Tables later than the first count in a revision's hash from their first row on. */
  readonly since: number;
  /** The registry of ids that foreign keys of other tables point to, and for the one that kinds share, which kind an id is of. */
  readonly registry: { readonly table: string; readonly kind?: string } | null;
  readonly seed: SeedFiles;
  readonly columns: readonly Column[];
  /** The columns' names, without origin, added_in and retired_in. */
  readonly names: readonly string[];
  /** The column that identifies. */
  readonly key: string;
  readonly encode: (value: T) => Cell[];
  /** Of a row that begins with the columns in their order. */
  readonly decode: (row: readonly Cell[]) => T;
};

export const plain = <F extends string>(field: F): Column<F> => ({ column: field, field, json: false, optional: false, naming: null });
export const json = <F extends string>(field: F, column: string = field): Column<F> => ({
  column,
  field,
  json: true,
  optional: false,
  naming: null,
});
export const optional = <F extends string>(column: Column<F>): Column<F> => ({ ...column, optional: true });

/** A column that names what the seed has to declare, all of one kind. */
export const refers = <F extends string>(column: Column<F>, of: string, find: FindNames = itself): Column<F> => ({
  ...column,
  naming: { of: [of], find, mustBeDeclared: true },
});
/** A column whose names are held to the rest elsewhere, or may mean something else; what they do mean stays while the row does. */
export const mentions = <F extends string>(column: Column<F>, of: readonly string[], find: FindNames = itself): Column<F> => ({
  ...column,
  naming: { of, find, mustBeDeclared: false },
});

/** The value is a name, or null. */
export function itself(value: unknown): NameIn[] {
  return typeof value === 'string' ? [{ name: value, path: [] }] : [];
}

/** The value is a list of names. */
export function members(value: unknown): NameIn[] {
  return ((value ?? []) as readonly string[]).map((name, index) => ({ name, path: [index] }));
}

/** The value is an object whose keys are names. */
export function keys(value: unknown): NameIn[] {
  return Object.keys(value ?? {}).map((name) => ({ name, path: [name] }));
}

/** Every key and every text anywhere in the value, whatever it stands for. */
export function everyWord(value: unknown): NameIn[] {
  if (typeof value === 'string') return [{ name: value, path: [] }];
  if (typeof value !== 'object' || value === null) return [];
  const words = Array.isArray(value) ? [] : Object.keys(value).map((name) => ({ name, path: [name] }));
  const below = Object.entries(value).flatMap(([key, member]) =>
    everyWord(member).map(({ name, path }) => ({ name, path: [key, ...path] })),
  );
  return [...words, ...below];
}

type Described<T extends object> = Pick<Kind<T>, 'table' | 'noun' | 'since' | 'seed'> & {
  readonly registry?: Kind<T>['registry'];
  /** The first identifies. */
  readonly columns: readonly Column<keyof T & string>[];
};

export function kind<T extends object>({ columns, registry = null, ...described }: Described<T>): Kind<T> {
  return {
    ...described,
    registry,
    columns,
    names: columns.map(({ column }) => column),
    key: columns[0]?.column ?? '',
    encode: (value) =>
      columns.map(({ field, json: isJson }) => {
        const member = value[field] ?? null;
        return isJson && member !== null ? JSON.stringify(member) : (member as Cell);
      }),
    decode: (row) => {
      const value: Record<string, unknown> = {};
      for (const [index, { field, json: isJson, optional: isOptional }] of columns.entries()) {
        const cell = row[index] ?? null;
        if (cell !== null) value[field] = isJson ? JSON.parse(cell as string) : cell;
        else if (!isOptional) value[field] = null;
      }
      return value as T;
    },
  };
}
