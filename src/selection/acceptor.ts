import { z } from 'zod';

/**
 * Reads zod's own description of a schema; all that touches its internals stands in this file. `safeParse` asks every optional field of every
 * object and copies what it reads, which for a ranking request costs more than all that is then decided about it.
 */

type Accepts = (value: unknown) => boolean;

type Def = {
  readonly type: string;
  readonly check?: string;
  readonly format?: string;
  readonly pattern?: RegExp;
  readonly checks?: readonly z.core.$ZodCheck[];
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly catchall?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly keyType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
};

/**
 * A quick test that says yes only where `schema` takes the value as it is (so for schemas without transforms, coercion or defaults). It may
 * say no to what zod takes, and faults are never its business: whatever it does not know is left to zod.
 */
export function acceptor(schema: z.core.$ZodType): Accepts {
  const def = schema._zod.def as unknown as Def;
  const plain = plainAcceptor(def);
  const checks = [...(def.check ? [def] : []), ...(def.checks ?? []).map((check) => check._zod.def as unknown as Def)].map(checkAcceptor);
  if (!plain || checks.includes(null)) return (value) => z.safeParse(schema, value).success;
  return checks.length === 0 ? plain : (value) => plain(value) && checks.every((check) => check?.(value));
}

function plainAcceptor(def: Def): Accepts | null {
  const part = (schema: z.core.$ZodType | undefined) => acceptor(schema as z.core.$ZodType);
  switch (def.type) {
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'string':
      return (value) => typeof value === 'string';
    case 'number':
      return (value) => typeof value === 'number' && Number.isFinite(value);
    case 'enum':
      return oneOf(Object.values(def.entries ?? {}));
    case 'literal':
      return oneOf(def.values ?? []);
    case 'optional': {
      const inner = part(def.innerType);
      return (value) => value === undefined || inner(value);
    }
    case 'union': {
      const options = (def.options ?? []).map(part);
      return (value) => options.some((option) => option(value));
    }
    case 'array': {
      const element = part(def.element);
      return (value) => Array.isArray(value) && value.every(element);
    }
    case 'record':
      return recordAcceptor(part(def.keyType), part(def.valueType));
    case 'object':
      return (def.catchall?._zod.def.type as string) === 'never' ? strictObjectAcceptor(def.shape ?? {}) : null;
    default:
      return null;
  }
}

function oneOf(values: readonly unknown[]): Accepts {
  return (value) => values.includes(value);
}

function recordAcceptor(acceptsKey: Accepts, acceptsValue: Accepts): Accepts {
  return (value) => isPlain(value) && Object.keys(value).every((key) => acceptsKey(key) && acceptsValue(value[key]));
}

function strictObjectAcceptor(shape: Readonly<Record<string, z.core.$ZodType>>): Accepts {
  const members = new Map(Object.entries(shape).map(([name, schema]) => [name, acceptor(schema)]));
  const required = [...members].filter(([, accepts]) => !accepts(undefined)).map(([name]) => name);
  return (value) =>
    isPlain(value) &&
    required.every((name) => Object.hasOwn(value, name)) &&
    Object.keys(value).every((name) => members.get(name)?.(value[name]) === true);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Null for checks that are not known here. */
function checkAcceptor(def: Def): Accepts | null {
  const { check, pattern, format, value: bound, inclusive, minimum, maximum } = def as Def & CheckDef;
  switch (check) {
    case 'string_format':
      return pattern && !pattern.global && !pattern.sticky ? (value) => pattern.test(value as string) : null;
    case 'min_length':
      return (value) => (value as string | unknown[]).length >= minimum;
    case 'max_length':
      return (value) => (value as string | unknown[]).length <= maximum;
    case 'greater_than':
      return (value) => (inclusive ? (value as number) >= bound : (value as number) > bound);
    case 'less_than':
      return (value) => (inclusive ? (value as number) <= bound : (value as number) < bound);
    case 'number_format':
      return format === 'safeint' ? Number.isSafeInteger : null;
    default:
      return null;
  }
}

type CheckDef = { readonly value: number; readonly inclusive: boolean; readonly minimum: number; readonly maximum: number };
