import fc from 'fast-check';

/** A JSON Schema (draft 2020-12) as the OpenAPI document has them. */
export type Schema = Readonly<Record<string, unknown>>;
export type Arbitrary = (schema: Schema) => fc.Arbitrary<unknown>;

/** Keywords that are turned into values, and those that say nothing of them. A document that uses any other is refused. */
const KNOWN = new Set(
  'type const enum anyOf oneOf $ref properties required additionalProperties propertyNames minProperties items prefixItems minItems maxItems minLength maxLength pattern format minimum maximum exclusiveMinimum default description readOnly example examples title'.split(
    ' ',
  ),
);
/** Large enough to be told from small, small enough to be run by the hundred. */
const MOST = { items: 4, entries: 4, string: 60, depth: 6 } as const;

/**
 * Values that fit a schema. Where a string has a pattern, one of the `names` of the catalog that fit it is as likely as a made-up one: most
 * made-up names are unknown, and a request with an unknown name goes no further.
 */
export function arbitraries(definitions: Readonly<Record<string, Schema>>, names: readonly string[]): Arbitrary {
  const known = new Map<Schema, fc.Arbitrary<unknown>>();

  function of(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
    const before = known.get(schema);
    if (before) return before;
    const made = build(schema, depth);
    known.set(schema, made);
    return made;
  }

  function build(schema: Schema, depth: number): fc.Arbitrary<unknown> {
    const strange = Object.keys(schema).filter((keyword) => !KNOWN.has(keyword));
    if (strange.length > 0) throw new Error(`the generator does not know ${strange.join(', ')}`);
    if (typeof schema.$ref === 'string') return of(definitions[schema.$ref.split('/').at(-1) as string] as Schema, depth + 1);
    if ('const' in schema) return fc.constant(schema.const);
    if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
    const choices = (schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined;
    if (choices) return fc.oneof(...choices.map((choice) => of(choice, depth + 1)));
    if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => of({ ...schema, type }, depth + 1)));
    switch (schema.type) {
      case 'string':
        return textOf(schema);
      case 'integer':
        return integerOf(schema);
      case 'number':
        return numberOf(schema);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array':
        return listOf(schema, depth);
      case 'object':
        return objectOf(schema, depth);
      case undefined:
        return depth > MOST.depth
          ? fc.constant(null)
          : fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes('__proto__'));
      default:
        throw new Error(`the generator does not know the type ${schema.type}`);
    }
  }

  function textOf({ pattern, format, minLength = 0, maxLength = MOST.string }: Schema): fc.Arbitrary<string> {
    const [least, most] = [Number(minLength), Math.max(Number(minLength), Math.min(Number(maxLength), MOST.string))];
    const fits = (text: string) => text.length >= least && text.length <= Number(maxLength);
    if (format === 'date')
      return fc
        .date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10));
    if (format === 'date-time')
      return fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((day) => day.toISOString());
    if (format === 'uri') return fc.webUrl({ validSchemes: ['https'] }).filter(fits);
    if (typeof pattern !== 'string') return fc.string({ unit: 'grapheme', minLength: least, maxLength: most }).filter(fits);
    const expression = new RegExp(pattern);
    const made = fc.stringMatching(expression).filter(fits);
    const fitting = names.filter((name) => fits(name) && expression.test(name));
    return fitting.length === 0 ? made : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: made });
  }

  function listOf({ items, prefixItems, minItems = 0, maxItems = MOST.items }: Schema, depth: number): fc.Arbitrary<unknown[]> {
    if (Array.isArray(prefixItems)) return fc.tuple(...prefixItems.map((item) => of(item, depth + 1)));
    const least = Number(minItems);
    const most = depth > MOST.depth ? least : Math.max(least, Math.min(Number(maxItems), MOST.items));
    return fc.array(of((items ?? {}) as Schema, depth + 1), { minLength: least, maxLength: most });
  }

  function objectOf(schema: Schema, depth: number): fc.Arbitrary<object> {
    const { properties = {}, required = [], minProperties = 0, additionalProperties, propertyNames } = schema;
    const members = properties as Readonly<Record<string, Schema>>;
    const needed = required as readonly string[];
    const shown = Object.entries(members).filter(([name]) => depth <= MOST.depth || minProperties !== 0 || needed.includes(name));
    const record = fc
      .record(Object.fromEntries(shown.map(([name, member]) => [name, of(member, depth + 1)])), { requiredKeys: [...needed] as never[] })
      .filter((made) => Object.keys(made).length >= Number(minProperties));
    if (typeof additionalProperties !== 'object' || additionalProperties === null || depth > MOST.depth) return record;
    const named = propertyNames
      ? (of(propertyNames as Schema, depth + 1) as fc.Arbitrary<string>)
      : fc.string({ minLength: 1, maxLength: 20 });
    const keys = named.filter((name) => name !== '__proto__');
    const entries = fc.dictionary(keys, of(additionalProperties as Schema, depth + 1), { maxKeys: MOST.entries, noNullPrototype: true });
    return fc.tuple(record, entries).map(([own, more]) => ({ ...more, ...own }));
  }

  return (schema) => of(schema);
}

/** Mostly small ones: numbers of revisions, limits and counts are. */
function integerOf(schema: Schema): fc.Arbitrary<number> {
  const { min, max } = rangeOf(schema, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  const near = Math.max(min, 0);
  return near > max
    ? fc.integer({ min, max })
    : fc.oneof(fc.integer({ min: near, max: Math.min(max, near + 2) }), fc.integer({ min, max }));
}

function rangeOf({ minimum, maximum, exclusiveMinimum }: Schema, least: number, most: number): { min: number; max: number } {
  const min = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : typeof minimum === 'number' ? minimum : least;
  return { min: Math.ceil(min), max: Math.floor(typeof maximum === 'number' ? maximum : most) };
}

function numberOf({ minimum, maximum, exclusiveMinimum }: Schema): fc.Arbitrary<number> {
  const min = typeof exclusiveMinimum === 'number' ? exclusiveMinimum : typeof minimum === 'number' ? minimum : -1e9;
  const max = typeof maximum === 'number' ? maximum : 1e9;
  const exact = fc.double({ min, max, noNaN: true, minExcluded: typeof exclusiveMinimum === 'number' });
  // mostly the figures that people send
  const low = Math.ceil(typeof exclusiveMinimum === 'number' ? min + 1 : min);
  const high = Math.floor(Math.min(max, low + 1e6));
  return low > high ? exact : fc.oneof({ weight: 3, arbitrary: fc.integer({ min: low, max: high }) }, { weight: 1, arbitrary: exact });
}
