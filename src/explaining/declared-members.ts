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
export type Member<Scope, Given, Value> = FixedMember<Scope, Value> | KeptMember<Scope, Value> | EachMember<Scope, Given, Value>;
export type Write<Given> = (candidate: number, given: Given) => string;

export type FixedMember<Scope, Value> = {
  readonly kind: 'fixed';
  readonly value: (scope: Scope) => Value;
  readonly text: ((scope: Scope) => string) | undefined;
};
export type EachMember<Scope, Given, Value> = {
  readonly kind: 'each';
  readonly value: (scope: Scope, candidate: number, given: Given) => Value;
  readonly text: ((scope: Scope, before: string) => Write<Given>) | undefined;
  readonly isThere: ((scope: Scope) => boolean) | undefined;
};
export type KeptMember<Scope, Value> = {
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
