import type { z } from 'zod';
import type { EachMember, FixedMember, Keeper, KeptMember, Member, Members, Write } from './declared-members.ts';

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
