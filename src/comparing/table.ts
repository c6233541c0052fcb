import { type Catalog, compareIds } from '../catalog/catalog.ts';
import { type Column, factAt } from '../catalog/facts/column.ts';
import type { Fact } from '../catalog/facts/fact.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import { type BestFigure, bestFigureOf } from '../explaining/rules/best-on-attribute.ts';
import { meritOf, meritRange, type OrientedAttribute, orientedAttribute } from '../explaining/rules/oriented-attribute.ts';
import type { ComparedAttribute, ComparedValue } from './answer.ts';
import { type Field, type Option, scaleIn } from './field.ts';

/** One attribute over the field. */
export type Row = {
  readonly oriented: OrientedAttribute;
  readonly column: Column;
  /** By option: the candidate whose fact speaks for it. */
  readonly spokesman: readonly number[];
  /** The best figure of each option that has one, for leads: of numbers and dates that have a scale. */
  readonly tops: ReadonlyMap<Option, BestFigure>;
};

/** The attributes that are known for at least one of the options, by category and id. */
export function rowsOf(catalog: Catalog, field: Field, only: readonly string[] | undefined): Row[] {
  // in order of id already
  const attributes = [...catalog.attributes.values()].filter((attribute) => !only || only.includes(attribute.id));
  return attributes
    .flatMap((attribute) => {
      const column = field.view.column(attribute);
      const isKnown = field.options.some((option) => option.shown.some((place) => factAt(column, place).status === 'known'));
      if (!isKnown) return [];
      const oriented = orientedAttribute(attribute, scaleIn(field.scales, attribute.id, attribute.scale));
      return [
        {
          oriented,
          column,
          spokesman: field.options.map((option) => spokesmanOf(oriented, column, option)),
          tops: topsOf(field, oriented, column),
        },
      ];
    })
    .sort((a, b) => compareIds(a.oriented.attribute.category, b.oriented.attribute.category));
}

export function shownFact({ column, spokesman }: Row, option: number): Fact {
  return factAt(column, spokesman[option] as number);
}

/** A row as the answer shows it. */
export function comparedAttribute(field: Field, row: Row): ComparedAttribute {
  const { attribute, better } = row.oriented;
  return {
    attribute: attribute.id,
    title: attribute.title,
    category: attribute.category,
    type: attribute.type,
    unit: attribute.unit,
    better,
    values: field.options.map((option, o) => comparedValue(field, row, option, o)),
    best: bestOf(field, row),
    differs: new Set(field.options.flatMap((_, o) => (shownFact(row, o).status === 'known' ? [said(shownFact(row, o))] : []))).size > 1,
  };
}

function topsOf({ options }: Field, oriented: OrientedAttribute, column: Column): Map<Option, BestFigure> {
  const tops = new Map<Option, BestFigure>();
  const { type } = oriented.attribute;
  if (!oriented.scale || (type !== 'number' && type !== 'date')) return tops;
  for (const option of options) {
    const top = bestFigureOf(oriented, column, option.eligible);
    if (top) tops.set(option, top);
  }
  return tops;
}

/** The candidate with the best known fact; where nothing is better, the one that lists the most, then the first by id. */
function spokesmanOf(oriented: OrientedAttribute, column: Column, { shown }: Option): number {
  const standing = (place: number): readonly number[] => {
    const fact = factAt(column, place);
    const merit = meritOf(oriented, fact);
    return [
      fact.status === 'known' ? 1 : 0,
      Number.isNaN(merit) ? 0 : merit,
      Array.isArray(fact.value) ? fact.value.length : 0,
      fact.claim ? 1 : 0,
    ];
  };
  let best = shown[0] as number;
  let bestStanding = standing(best);
  for (const place of shown) {
    if (column.factIndex[place] === column.factIndex[best]) continue;
    const own = standing(place);
    const at = own.findIndex((part, i) => part !== bestStanding[i]);
    if (at < 0 || (own[at] as number) < (bestStanding[at] as number)) continue;
    best = place;
    bestStanding = own;
  }
  return best;
}

function comparedValue({ view }: Field, row: Row, option: Option, o: number): ComparedValue {
  const fact = shownFact(row, o);
  const differs = option.shown.some((place) => said(factAt(row.column, place)) !== said(fact));
  return {
    option: option.id,
    status: fact.status,
    value: fact.value,
    ...(fact.status === 'known' && fact.claim?.qualifier ? { qualifier: fact.claim.qualifier } : {}),
    offer: differs ? (view.candidates[row.spokesman[o] as number] as Candidate).offer : null,
    claim: fact.claim?.id ?? null,
    conflicts: fact.conflicts.map((conflict) => conflict.id),
  };
}

/** Those that nobody else known can be better than; nobody where only one is known. A bound is as good as it may turn out to be. */
function bestOf(field: Field, row: Row): string[] {
  const ranges = field.options.flatMap((option, o) => {
    const fact = shownFact(row, o);
    return fact.status === 'known' ? [{ id: option.id, range: meritRange(row.oriented, fact) }] : [];
  });
  if (row.oriented.better === 'none' || ranges.length < 2) return [];
  return ranges.filter(({ id, range }) => ranges.every((other) => other.id === id || range[0] >= other.range[1])).map(({ id }) => id);
}

const sayings = new WeakMap<Fact, string>();

/** What a fact says, for telling whether two say the same. */
function said(fact: Fact): string {
  const known = sayings.get(fact);
  if (known !== undefined) return known;
  const { status, value, claim } = fact;
  const made = JSON.stringify([status, Array.isArray(value) ? [...value].sort() : value, claim?.qualifier]);
  sayings.set(fact, made);
  return made;
}
