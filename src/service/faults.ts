import type { z } from 'zod';
import { nearestNames, pointerTo, type RequestFault } from '../words/request-fault.ts';

/**
 * One fault of a request. `pointer` (a JSON Pointer fragment, RFC 6901 §6) for the body, `parameter` for an argument beside it: over HTTP the
 * query, the path or a header. `code` is for programs, `detail` for people, `nearest` the known names that the caller may have meant.
 */
export type Fault = RequestFault | (Omit<RequestFault, 'pointer'> & { readonly parameter: string });

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];
/** Names where a fault is: by a pointer in the body, by a parameter elsewhere. */
type Locate = (path: Path) => { readonly pointer: string } | { readonly parameter: string };

export const inBody: Locate = (path) => ({ pointer: pointerTo(path.map(readableKey)) });
export const inParameters: Locate = (path) => ({ parameter: path.map(String).join('.') });

/** A caller's key as it can stand in a URI: no lone surrogate, and no longer than any name of ours. */
function readableKey(step: PropertyKey): PropertyKey {
  return typeof step === 'string' ? step.slice(0, 300).toWellFormed() : step;
}

/** Every fault that zod found, with a code of ours and the known names nearest to an unknown one. Parse with `reportInput`. */
export function faultsOf(schema: z.core.$ZodType, issues: readonly Issue[], locate: Locate): Fault[] {
  return issues.flatMap((issue) => faults(schema, issue, issue.path, locate));
}

function faults(schema: z.core.$ZodType, issue: Issue, path: Path, locate: Locate): Fault[] {
  const fault = (code: string, detail: string, nearest?: string[]) => [
    { ...locate(path), code, detail, ...(nearest?.length && { nearest }) },
  ];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = schemasAt(schema, path).flatMap(fieldsOf);
      return issue.keys.map((key) => unknownName(locate([...path, key]), key, known));
    }
    case 'invalid_type':
      if (issue.input === undefined) return fault('missing', `Required: ${article(issue.expected)}.`);
      if (typeof issue.input === 'number' && !Number.isFinite(issue.input)) return fault('not_finite', 'A finite number is expected.');
      return fault('wrong_type', `Expected ${article(issue.expected)}.`);
    case 'too_small':
      return fault('too_small', `Expected ${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue.minimum, issue.origin)}.`);
    case 'too_big':
      return fault('too_big', `Expected ${issue.inclusive === false ? 'less than' : 'at most'} ${amount(issue.maximum, issue.origin)}.`);
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const nearest = typeof issue.input === 'string' ? nearestNames(issue.input, allowed) : [];
      return fault('not_one_of', `Expected ${anyOf(issue.values.map((value) => JSON.stringify(value)))}.`, nearest);
    }
    case 'invalid_format':
      return issue.format === 'date'
        ? fault('not_a_date', 'Expected a day that exists, YYYY-MM-DD.')
        : fault('bad_format', issue.pattern ? `Expected text that matches ${issue.pattern}` : `Expected ${article(issue.format)}.`);
    case 'invalid_key':
      return fault('bad_name', 'The name is not one that anything here could have.');
    case 'invalid_union':
      return unionFaults(schema, issue, path, locate);
    case 'not_multiple_of':
      return fault('not_a_multiple', `Expected a multiple of ${issue.divisor}.`);
    default:
      return fault(String(issue.code === 'custom' ? (issue.params?.code ?? 'invalid') : 'invalid'), issue.message);
  }
}

/** A fault for a name that nothing known has. */
export function unknownName(location: ReturnType<Locate>, name: string, known: readonly string[], what = 'field'): Fault {
  const nearest = nearestNames(name, known);
  const code = 'parameter' in location && what === 'field' ? 'unknown_parameter' : `unknown_${what}`;
  const detail = `There is no such ${code.slice('unknown_'.length).replaceAll('_', ' ')}.`;
  return { ...location, code, detail, ...(nearest.length > 0 && { nearest }) };
}

/** Of a union, the branch that came furthest is what the caller meant; when none took even the type, all types are named. */
function unionFaults(schema: z.core.$ZodType, issue: Extract<Issue, { code: 'invalid_union' }>, path: Path, locate: Locate): Fault[] {
  const branches = issue.errors.filter((branch) => branch.length > 0);
  const types = branches.map(([first]) => (first?.code === 'invalid_type' && first.path.length === 0 ? first.expected : null));
  if (branches.length > 0 && types.every((type) => type !== null)) {
    const code = issue.input === undefined ? 'missing' : 'wrong_type';
    return [{ ...locate(path), code, detail: `Expected ${anyOf([...new Set(types)].map(article))}.` }];
  }
  if (branches.length === 0) {
    const options = 'options' in issue && issue.options ? anyOf(issue.options.map((option) => JSON.stringify(option))) : '';
    const at = 'discriminator' in issue && issue.discriminator ? [...path, issue.discriminator] : path;
    return [{ ...locate(at), code: 'not_one_of', detail: options ? `Expected ${options}.` : 'None of the documented shapes fits.' }];
  }
  const nearest = branches.filter((_, i) => types[i] === null).sort((a, b) => misfit(a) - misfit(b))[0] ?? [];
  return nearest.flatMap((inner) => faults(schema, inner, [...path, ...inner.path], locate));
}

/** Fields of another branch weigh most: they tell that the branch was not meant. */
function misfit(branch: readonly Issue[]): number {
  return branch.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + 3 * issue.keys.length;
    return sum + (issue.code === 'invalid_value' && issue.path.length > 0 ? 3 : 1);
  }, 0);
}

type Def = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly options?: readonly z.core.$ZodType[];
  readonly innerType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly out?: z.core.$ZodType;
};

/** The schemas without their wrappers: a union is all its branches. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType[] {
  const def = schema._zod.def as Def;
  if (def.innerType) return unwrapped(def.innerType);
  if (def.options) return def.options.flatMap(unwrapped);
  if (def.type === 'pipe') return [def.in, def.out].flatMap((side) => (side ? unwrapped(side) : []));
  return [schema];
}

function schemasAt(schema: z.core.$ZodType, path: Path): z.core.$ZodType[] {
  return path.reduce<z.core.$ZodType[]>(
    (schemas, step) =>
      schemas.flatMap((one) => {
        const def = one._zod.def as Def;
        const next = def.shape?.[String(step)] ?? def.element ?? def.valueType;
        return next ? unwrapped(next) : [];
      }),
    unwrapped(schema),
  );
}

function fieldsOf(schema: z.core.$ZodType): string[] {
  return Object.keys((schema._zod.def as Def).shape ?? {});
}

const NAMED: Readonly<Record<string, string>> = {
  int: 'a whole number',
  integer: 'a whole number',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  tuple: 'a list',
  null: 'null',
  boolean: 'true or false',
};

function article(type: string): string {
  return NAMED[type] ?? `a ${type.replaceAll('_', ' ')}`;
}

const COUNTED: Readonly<Record<string, string>> = { string: 'character', array: 'entry', object: 'field', record: 'field' };

function amount(bound: number | bigint, origin: string): string {
  const unit = COUNTED[origin];
  if (!unit) return String(bound);
  return `${bound} ${bound === 1 ? unit : unit === 'entry' ? 'entries' : `${unit}s`}`;
}

function anyOf(choices: readonly string[]): string {
  return choices.length < 2 ? (choices[0] ?? 'nothing') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}
