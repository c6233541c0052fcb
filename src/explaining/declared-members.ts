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
  readonly text: ((scope: Scope) => Write<Given>) | undefined;
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

/** A member that is worked out for each candidate. `text` may give a faster way to the same JSON. */
export function each<Scope, Given, Value>(
  value: (scope: Scope, candidate: number, given: Given) => Value,
  text?: (scope: Scope) => Write<Given>,
): EachMember<Scope, Given, Value> {
  return { kind: 'each', value, text };
}

/** A member that depends on the compiled catalog alone: its text is kept for all requests. */
export function kept<Scope, Source, Value>(keeper: Keeper<Scope, Source>, value: (source: Source) => Value): KeptMember<Scope, Value> {
  // the two agree on the type of the source, which nobody else needs to know
  return { kind: 'kept', keeper, value } as unknown as KeptMember<Scope, Value>;
}

/** Keeps texts for all requests. `Source` is what a kept member is made from. */
export type Keeper<Scope, Source> = {
  readonly source: (scope: Scope, candidate: number) => Source;
  /** A table of texts: each is made when first asked for. */
  readonly table: (textOf: (source: Source) => string) => (scope: Scope) => (candidate: number) => string;
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
      return (scope) => {
        const part = partOf(scope);
        if (!isCompiled(part)) return (candidate) => textOf(source(part, candidate));
        const texts = textsOf(part);
        const indexOf = indices(part);
        return (candidate) => {
          const index = indexOf ? intIn(indexOf, candidate) : candidate;
          const text = texts[index] ?? textOf(source(part, candidate));
          texts[index] = text;
          return text;
        };
      };
    },
  };
}

export type Declared<T, Scope, Given> = {
  readonly valueOf: (scope: Scope, candidate: number, given: Given) => T;
  /** Writes objects as JSON: exactly `JSON.stringify` of their values. */
  readonly writer: (scope: Scope) => Write<Given>;
};

/**
 * An object of an answer by its schema, which gives the order of the members, and by its members: leaving one out does not compile. A member
 * whose value is undefined is left out of the object.
 */
export function declared<T extends object, Scope, Given = undefined>(
  schema: z.ZodReadonly<z.ZodObject> & z.ZodType<T>,
  members: Members<T, Scope, Given>,
): Declared<T, Scope, Given> {
  const pieces = piecesOf(schema, members);
  return {
    valueOf: (scope, candidate, given) => {
      const object: Record<string, unknown> = {};
      for (const piece of pieces) piece.assign(object, scope, candidate, given);
      return object as T;
    },
    writer: (scope) => {
      let write: Write<Given> | undefined;
      return (candidate, given) => {
        write ??= writerOf(pieces, scope);
        return write(candidate, given);
      };
    },
  };
}

/** A member, or several in a row whose texts are kept together. */
type Piece<Scope, Given> = {
  readonly assign: (object: Record<string, unknown>, scope: Scope, candidate: number, given: Given) => void;
  /** The text after `before`; a mere string where all candidates share it. */
  readonly textAfter: (before: string, scope: Scope) => string | Write<Given>;
};

function writerOf<Scope, Given>(pieces: readonly Piece<Scope, Given>[], scope: Scope): Write<Given> {
  const writes: Write<Given>[] = [];
  let before = '{';
  for (const piece of pieces) {
    const text = piece.textAfter(before, scope);
    before = typeof text === 'string' ? text : '';
    if (typeof text !== 'string') writes.push(text);
  }
  const end = `${before}}`;
  return (candidate, given) => {
    let text = '';
    for (let k = 0; k < writes.length; k++) text += (writes[k] as Write<Given>)(candidate, given);
    return text + end;
  };
}

function piecesOf<T, Scope, Given>(schema: z.ZodReadonly<z.ZodObject>, members: Members<T, Scope, Given>): Piece<Scope, Given>[] {
  const { shape } = schema.unwrap();
  const names = Object.keys(shape);
  if (names[0] === undefined || shape[names[0]]?.safeParse(undefined).success) throw new Error('the first member has to be there always');
  const pieces: Piece<Scope, Given>[] = [];
  let row: NamedMember<KeptMember<Scope, unknown>>[] = [];
  for (const [i, name] of names.entries()) {
    const member: Member<Scope, Given, unknown> = members[name as keyof T];
    const named = { name, lead: `${i === 0 ? '' : ','}${JSON.stringify(name)}:` };
    const [first] = row;
    if (first && (member.kind !== 'kept' || member.keeper !== first.keeper)) {
      pieces.push(keptPiece(first.keeper, row));
      row = [];
    }
    if (member.kind === 'kept') row.push({ ...named, ...member });
    else pieces.push(member.kind === 'fixed' ? fixedPiece({ ...named, ...member }) : eachPiece({ ...named, ...member }));
  }
  return row[0] ? [...pieces, keptPiece(row[0].keeper, row)] : pieces;
}

/** With what goes before its value in JSON: the name, and a comma where another member comes before. */
type NamedMember<M> = M & { readonly name: string; readonly lead: string };

function fixedPiece<Scope, Given>({ name, lead, value, text }: NamedMember<FixedMember<Scope, unknown>>): Piece<Scope, Given> {
  return {
    assign: (object, scope) => assign(object, name, value(scope)),
    textAfter: (before, scope) => before + (text ? lead + text(scope) : memberText(lead, value(scope))),
  };
}

function eachPiece<Scope, Given>({ name, lead, value, text }: NamedMember<EachMember<Scope, Given, unknown>>): Piece<Scope, Given> {
  return {
    assign: (object, scope, candidate, given) => assign(object, name, value(scope, candidate, given)),
    textAfter: (before, scope) => {
      const start = before + lead;
      const write = text?.(scope);
      if (write) return (candidate, given) => start + write(candidate, given);
      return (candidate, given) => {
        const own = value(scope, candidate, given);
        return own === undefined ? before : start + jsonOf(own);
      };
    },
  };
}

function keptPiece<Scope, Given>(
  keeper: Keeper<Scope, unknown>,
  row: readonly NamedMember<KeptMember<Scope, unknown>>[],
): Piece<Scope, Given> {
  const table = keeper.table((source) => row.map(({ lead, value }) => memberText(lead, value(source))).join(''));
  return {
    assign: (object, scope, candidate) => {
      const source = keeper.source(scope, candidate);
      for (const { name, value } of row) assign(object, name, value(source));
    },
    textAfter: (before, scope) => {
      const textOf = table(scope);
      return (candidate) => before + textOf(candidate);
    },
  };
}

function assign(object: Record<string, unknown>, name: string, value: unknown): void {
  if (value !== undefined) object[name] = value;
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
