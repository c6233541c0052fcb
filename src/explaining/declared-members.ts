import type { z } from 'zod';
import { memoizeWeak } from '../catalog/memoize.ts';
import { intIn } from '../scoring/number-in.ts';

/**
 * How the members of an object of an answer are made. Each is declared once, by its value; its text is the JSON of that value. An answer repeats
 * much of what the compiled catalog says, so a declaration also says what the member depends on: that tells how long its text can be kept.
 *
 * `Scope` is what all objects of a list share (the explanation, a criterion, a check). Each object is that of one candidate. `Given` is what
 * else it depends on.
 */
export type Members<T, Scope, Given> = { readonly [K in keyof T]-?: Member<Scope, Given, T[K]> };
type Member<Scope, Given, Value> = FixedMember<Scope, Value> | KeptMember<Scope, Value> | EachMember<Scope, Given, Value>;
type Write<Given> = (candidate: number, given: Given) => string;

type FixedMember<Scope, Value> = {
  readonly kind: 'fixed';
  readonly value: (scope: Scope) => Value;
  readonly text: ((scope: Scope) => string) | undefined;
};
type EachMember<Scope, Given, Value> = {
  readonly kind: 'each';
  readonly value: (scope: Scope, candidate: number, given: Given) => Value;
  readonly text: ((scope: Scope, before: string) => Write<Given>) | undefined;
  readonly isThere: ((scope: Scope) => boolean) | undefined;
};
type KeptMember<Scope, Value> = {
  readonly kind: 'kept';
  readonly keeper: Keeper<Scope, unknown>;
  readonly value: (source: unknown) => Value;
};

/** A member that all candidates share. `text` may give a faster way to the same JSON. */
export function fixed<Scope, Value>(value: (scope: Scope) => Value, text?: (scope: Scope) => string): FixedMember<Scope, Value> {
  return { kind: 'fixed', value, text };
}

/** A member that is worked out for each candidate. `text` may give a faster way to the same JSON, after `before`. */
export function each<Scope, Given, Value>(
  value: (scope: Scope, candidate: number, given: Given) => Value,
  text?: (scope: Scope, before: string) => Write<Given>,
): EachMember<Scope, Given, Value> {
  return { kind: 'each', value, text, isThere: undefined };
}

/** A member that candidates can only have where `isThere` holds of what they share. */
export function eachWhere<Scope, Given, Value>(
  isThere: (scope: Scope) => boolean,
  value: (scope: Scope, candidate: number, given: Given) => Value,
): EachMember<Scope, Given, Value | undefined> {
  return { kind: 'each', value, text: undefined, isThere };
}

/** A member that depends on the compiled catalog alone: its text is kept for all requests. */
export function kept<Scope, Source, Value>(keeper: Keeper<Scope, Source>, value: (source: Source) => Value): KeptMember<Scope, Value> {
  // the two agree on the type of the source, which nobody else needs to know
  return { kind: 'kept', keeper, value } as unknown as KeptMember<Scope, Value>;
}

/** Keeps texts for all requests. `Source` is what a kept member is made from. */
export type Keeper<Scope, Source> = {
  readonly source: (scope: Scope, candidate: number) => Source;
  /** A table of texts: each is made when first asked for. What is written is `before` and the text of the candidate. */
  readonly table: (textOf: (source: Source) => string) => (before: string, scope: Scope) => (candidate: number) => string;
};

/** A part of the compiled catalog with which texts are kept: a column, say. */
type KeptWith<Scope, Part, Source> = {
  readonly partOf: (scope: Scope) => Part;
  /** What the part says of a candidate. Nothing of a request may come in here. */
  readonly source: (part: Part, candidate: number) => Source;
  /** How many texts the part has. */
  readonly size: (part: Part) => number;
  /** By candidate: the index of its text. Null: each candidate has a text of its own. */
  readonly indices: (part: Part) => Int32Array | null;
  /** False for a part that was made for one request: nothing is kept with it. */
  readonly isCompiled: (part: Part) => boolean;
};

export function keptWith<Scope, Part extends object, Source>(kept: KeptWith<Scope, Part, Source>): Keeper<Scope, Source> {
  const { partOf, source, size, indices, isCompiled } = kept;
  return {
    source: (scope, candidate) => source(partOf(scope), candidate),
    table: (textOf) => {
      const textsOf = memoizeWeak((part: Part) => new Array<string | undefined>(size(part)));
      return (before, scope) => {
        const part = partOf(scope);
        if (!isCompiled(part)) return (candidate) => before + textOf(source(part, candidate));
        const texts = textsOf(part);
        const indexOf = indices(part);
        return (candidate) => {
          const index = indexOf ? intIn(indexOf, candidate) : candidate;
          const text = texts[index] ?? textOf(source(part, candidate));
          texts[index] = text;
          return before + text;
        };
      };
    },
  };
}

export type Declared<T, Scope, Given> = {
  readonly valueOf: (scope: Scope, candidate: number, given: Given) => T;
  /** Writes objects as JSON, exactly `JSON.stringify` of their values, each after `before`. */
  readonly writer: (scope: Scope, before?: string) => Write<Given>;
};

/**
 * An object of an answer by its schema, which gives the order of the members, and by its members: leaving one out does not compile. A member
 * whose value is undefined is left out of the object.
 */
export function declared<T extends object, Scope, Given = undefined>(
  schema: z.ZodReadonly<z.ZodObject> & z.ZodType<T>,
  members: Members<T, Scope, Given>,
): Declared<T, Scope, Given> {
  const named = namedMembers(schema, members);
  const pieces = piecesOf(named);
  const readers = named.map(({ name, member }) => ({ name, read: readerOf(member) }));
  return {
    valueOf: (scope, candidate, given) => {
      const object: Record<string, unknown> = {};
      for (const { name, read } of readers) {
        const value = read(scope, candidate, given);
        if (value !== undefined) object[name] = value;
      }
      return object as T;
    },
    writer: (scope, before = '') => writerOf(pieces, scope, before),
  };
}

/** A member with its name, and with what goes before its value in JSON. */
type Named<M> = { readonly name: string; readonly lead: string; readonly member: M };

function namedMembers<T, Scope, Given>(
  schema: z.ZodReadonly<z.ZodObject>,
  members: Members<T, Scope, Given>,
): Named<Member<Scope, Given, unknown>>[] {
  const { shape } = schema.unwrap();
  const names = Object.keys(shape);
  if (names[0] === undefined || shape[names[0]]?.safeParse(undefined).success) throw new Error('the first member has to be there always');
  return names.map((name, i) => ({ name, lead: `${i === 0 ? '' : ','}${JSON.stringify(name)}:`, member: members[name as keyof T] }));
}

function readerOf<Scope, Given>(member: Member<Scope, Given, unknown>): (scope: Scope, candidate: number, given: Given) => unknown {
  switch (member.kind) {
    case 'fixed':
      return member.value;
    case 'each': {
      const { isThere, value } = member;
      return isThere ? (scope, candidate, given) => (isThere(scope) ? value(scope, candidate, given) : undefined) : value;
    }
    case 'kept': {
      const { keeper, value } = member;
      return (scope, candidate) => value(keeper.source(scope, candidate));
    }
  }
}

/** Text of a member, or of several in a row that are kept together, after `before`: a mere string where all candidates share it. */
type Piece<Scope, Given> = (before: string, scope: Scope) => string | Write<Given>;

function writerOf<Scope, Given>(pieces: readonly Piece<Scope, Given>[], scope: Scope, before: string): Write<Given> {
  const writes: Write<Given>[] = [];
  let shared = `${before}{`;
  for (const piece of pieces) {
    const text = piece(shared, scope);
    shared = typeof text === 'string' ? text : '';
    if (typeof text !== 'string') writes.push(text);
  }
  const end = `${shared}}`;
  const [a, b, c, d] = writes as [Write<Given>, Write<Given>, Write<Given>, Write<Given>];
  if (writes.length === 3) return (x, g) => `${a(x, g)}${b(x, g)}${c(x, g)}${end}`;
  if (writes.length === 4) return (x, g) => `${a(x, g)}${b(x, g)}${c(x, g)}${d(x, g)}${end}`;
  return (candidate, given) => {
    let text = '';
    for (let k = 0; k < writes.length; k++) text += (writes[k] as Write<Given>)(candidate, given);
    return text + end;
  };
}

function piecesOf<Scope, Given>(named: readonly Named<Member<Scope, Given, unknown>>[]): Piece<Scope, Given>[] {
  const pieces: Piece<Scope, Given>[] = [];
  let row: Named<KeptMember<Scope, unknown>>[] = [];
  const endRow = () => {
    if (row[0]) pieces.push(keptPiece(row[0].member.keeper, row));
    row = [];
  };
  for (const { name, lead, member } of named) {
    if (member.kind === 'kept') {
      if (row[0] && row[0].member.keeper !== member.keeper) endRow();
      row.push({ name, lead, member });
      continue;
    }
    endRow();
    pieces.push(member.kind === 'fixed' ? fixedPiece(lead, member) : eachPiece(lead, member));
  }
  endRow();
  return pieces;
}

function fixedPiece<Scope, Given>(lead: string, { value, text }: FixedMember<Scope, unknown>): Piece<Scope, Given> {
  return (before, scope) => before + (text ? lead + text(scope) : memberText(lead, value(scope)));
}

function eachPiece<Scope, Given>(lead: string, { value, text, isThere }: EachMember<Scope, Given, unknown>): Piece<Scope, Given> {
  return (before, scope) => {
    if (isThere && !isThere(scope)) return before;
    const start = before + lead;
    if (text) return text(scope, start);
    return (candidate, given) => {
      const own = value(scope, candidate, given);
      return own === undefined ? before : start + jsonOf(own);
    };
  };
}

function keptPiece<Scope, Given>(keeper: Keeper<Scope, unknown>, row: readonly Named<KeptMember<Scope, unknown>>[]): Piece<Scope, Given> {
  return keeper.table((source) => row.map(({ lead, member }) => memberText(lead, member.value(source))).join(''));
}

function memberText(lead: string, value: unknown): string {
  return value === undefined ? '' : lead + jsonOf(value);
}

/** As `JSON.stringify`, which is slow for a mere number. */
function jsonOf(value: unknown): string {
  return typeof value === 'number' && Number.isFinite(value) ? `${value}` : JSON.stringify(value);
}

/** A JSON array of what is written for each item. */
export function listText<T>(items: readonly T[], write: (item: T) => string): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) text += i === 0 ? write(items[i] as T) : `,${write(items[i] as T)}`;
  return `${text}]`;
}
