import { type Catalog, compareIds } from '../catalog/catalog.ts';
import { type Column, factAt } from '../catalog/facts/column.ts';
import { type Fact, shownMode, UNKNOWN } from '../catalog/facts/fact.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import { memoizeWeak } from '../catalog/memoize.ts';
import type { LeadRow, Top } from '../explaining/rules/attribute-lead.ts';
import { bestFactAmong } from '../explaining/rules/best-fact.ts';
import type { Option, Row } from '../explaining/rules/contest.ts';
import { meritOf, meritRange, type OrientedAttribute, orientedAttribute, utilityOf } from '../explaining/rules/oriented-attribute.ts';
import type { ComparedAttribute, ComparedValue } from './answer.ts';
import { type Field, type FieldOption, scaleIn } from './field.ts';

/** One attribute over the field. */
export type TableRow = Row & LeadRow;

/** The attributes that are known for at least one of the options, by category and id. */
export function rowsOf(catalog: Catalog, field: Field, only: readonly string[] | undefined): TableRow[] {
  // in order of id already
  const attributes = [...catalog.attributes.values()].filter((attribute) => !only || only.includes(attribute.id));
  return attributes
    .flatMap((attribute) => {
      const column = field.view.column(attribute);
      const isKnown = field.options.some(({ shown }) => shown.some((candidate) => factAt(column, candidate).status === 'known'));
      return isKnown ? [rowOf(field, column, orientedAttribute(attribute, scaleIn(field.scales, attribute.id, attribute.scale)))] : [];
    })
    .sort((a, b) => compareIds(a.oriented.attribute.category, b.oriented.attribute.category));
}

/** What the table shows of an option. */
export function shownFact({ column, spokesmanOf }: Row, option: Option): Fact {
  const spokesman = spokesmanOf(option);
  return spokesman === null ? UNKNOWN : factAt(column, spokesman);
}

/** A row as the answer shows it. */
export function comparedAttribute(field: Field, row: Row): ComparedAttribute {
  const { attribute, better } = row.oriented;
  const known = field.options.map((option) => shownFact(row, option)).filter(({ status }) => status === 'known');
  return {
    attribute: attribute.id,
    title: attribute.title,
    category: attribute.category,
    type: attribute.type,
    unit: attribute.unit,
    better,
    values: field.options.map((option) => comparedValue(field, row, option)),
    best: bestOf(field, row),
    differs: new Set(known.map(contentOf)).size > 1,
  };
}

function rowOf({ options }: Field, column: Column, oriented: OrientedAttribute): TableRow {
  const spokesmen = new Map<Option, number | null>(options.map((option) => [option, bestFactAmong(oriented, column, option.shown)]));
  const tops = topsOf(options, oriented, column);
  const topOf = (option: Option) => tops.get(option) ?? null;
  return { oriented, column, spokesmanOf: (option) => spokesmen.get(option) ?? null, ownTop: topOf, rivalTop: topOf };
}

/** For leads: of the options that have a figure, where the attribute is a number or a date and has a scale. */
function topsOf(options: readonly Option[], oriented: OrientedAttribute, column: Column): Map<Option, Top> {
  const tops = new Map<Option, Top>();
  const { type } = oriented.attribute;
  if (!oriented.scale || (type !== 'number' && type !== 'date')) return tops;
  for (const option of options) {
    const top = topAmong(oriented, column, option.eligible);
    if (top) tops.set(option, top);
  }
  return tops;
}

/** The candidate with the best known figure, and how good the best of them may at worst and at best turn out to be. */
function topAmong(oriented: OrientedAttribute, column: Column, candidates: readonly number[]): Top | null {
  let best: number | null = null;
  let [value, merit, low, high] = [0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const candidate of candidates) {
    const fact = factAt(column, candidate);
    if (fact.status !== 'known') continue;
    const own = meritOf(oriented, fact);
    const [least, most] = meritRange(oriented, fact);
    if (best === null || own > merit) [best, merit] = [candidate, own];
    value = Math.max(value, utilityOf(oriented, fact));
    low = Math.max(low, least);
    high = Math.max(high, most);
  }
  return best === null ? null : { candidate: best, value, merit, low, high, isKnown: true };
}

function comparedValue({ view }: Field, row: Row, option: FieldOption): ComparedValue {
  const spokesman = row.spokesmanOf(option);
  const fact = shownFact(row, option);
  const differs = option.shown.some((candidate) => contentOf(factAt(row.column, candidate)) !== contentOf(fact));
  return {
    option: option.id,
    status: fact.status,
    value: fact.value,
    ...(fact.status === 'known' && fact.claim?.qualifier ? { qualifier: fact.claim.qualifier } : {}),
    ...shownMode(fact),
    offer: differs && spokesman !== null ? (view.candidates[spokesman] as Candidate).offer : null,
    claim: fact.claim?.id ?? null,
    conflicts: fact.conflicts.map((conflict) => conflict.id),
  };
}

/** Those that nobody else known can be better than; nobody where only one is known. A bound is as good as it may turn out to be. */
function bestOf(field: Field, row: Row): string[] {
  const ranges = field.options.flatMap((option) => {
    const fact = shownFact(row, option);
    return fact.status === 'known' ? [{ id: option.id, range: meritRange(row.oriented, fact) }] : [];
  });
  if (row.oriented.better === 'none' || ranges.length < 2) return [];
  return ranges.filter(({ id, range }) => ranges.every((other) => other.id === id || range[0] >= other.range[1])).map(({ id }) => id);
}

/** The content of a fact: two facts say the same where it is the same, in whatever order they list their members. */
const contentOf = memoizeWeak(({ status, value, claim }: Fact) =>
  JSON.stringify([status, Array.isArray(value) ? [...value].sort() : value, claim?.qualifier]),
);
