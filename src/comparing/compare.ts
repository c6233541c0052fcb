import type { Catalog } from '../catalog/catalog.ts';
import { stampOf } from '../catalog/catalog-stamp.ts';
import { factAt } from '../catalog/facts/column.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import type { AttributeScale } from '../catalog/vocabulary.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import { chooseIfText } from '../explaining/prose.ts';
import { resolvedRequest } from '../explaining/resolved-request.ts';
import { utilityOf } from '../explaining/rules/oriented-attribute.ts';
import { planOf } from '../ranking/ask/plan.ts';
import { dominators } from '../scoring/domination.ts';
import type { Comparison, ComparisonRule, ResolvedComparison } from './answer.ts';
import { conjunctionRule } from './conjunction-rule.ts';
import { evidence, type OptionRule, rivalsOf, shownOf } from './demand.ts';
import { type Field, fieldOf, type Option } from './field.ts';
import type { ComparisonRequest } from './request.ts';
import { singleRules } from './single-rules.ts';
import { summaryOf } from './summary.ts';
import { comparedAttribute, type Row, rowsOf } from './table.ts';
import { type Preferred, preferredIn } from './weight-rules.ts';

/**
 * Compares what a checked request names, attribute by attribute, and says when to choose which. Pure: the same request (with its day) on the
 * same revision gives the same answer, byte for byte, in whatever order the options are named.
 */
export function compareOptions(catalog: Catalog, request: ComparisonRequest, today: string): Comparison {
  const field = fieldOf(catalog, request, today);
  const rows = rowsOf(catalog, field, request.attributes);
  const preferred = preferredIn(catalog, field, request, today);
  const rules = field.options.flatMap((option) => rulesFor(field, rows, option, preferred)).map(inWords);
  return {
    catalog: stampOf(catalog),
    engine: ENGINE_VERSION,
    resolved: resolvedComparison(catalog, field, request, preferred, today),
    attributes: rows.map((row) => comparedAttribute(field, row)),
    rules,
    summary: summaryOf(catalog, field.options, rules, preferred?.leader ?? null),
  };
}

/** Weight-free rules first: by one attribute; where there is none, by several; where that can't be, why no weights will do either. */
function rulesFor(field: Field, rows: readonly Row[], option: Option, preferred: Preferred | null): OptionRule[] {
  const singles = singleRules(field, rows, option);
  const weighed = (preferred?.rules ?? []).filter((rule) => rule.choose === option.id);
  if (singles.length > 0) return [...singles, ...weighed];
  const fallback = conjunctionRule(field, rows, option) ?? neverRule(field, rows, option);
  return [...(fallback ? [fallback] : []), ...weighed];
}

/** That others are at least as good on every attribute that has a scale; what is not known earns nothing. */
function neverRule(field: Field, rows: readonly Row[], option: Option): OptionRule | null {
  const scored = rows.filter((row) => row.oriented.scale !== null);
  const valuesAt = (place: number) => scored.map(({ oriented, column }) => utilityOf(oriented, factAt(column, place)));
  const rivals = rivalsOf(field, option).map((rival) => ({ id: rival.id, candidates: rival.eligible.map(valuesAt) }));
  const dominatedBy = scored.length > 0 && dominators(option.eligible.map(valuesAt), rivals);
  if (!dominatedBy) return null;
  const facts = scored.flatMap((row) => [...option.eligible.map((place) => factAt(row.column, place)), ...shownOf(field, row, option)]);
  return { choose: option.id, when: [], kind: 'never', dominated_by: dominatedBy, claims: evidence(facts) };
}

function inWords(rule: OptionRule): ComparisonRule {
  return { ...rule, text: chooseIfText(rule) };
}

function resolvedComparison(
  catalog: Catalog,
  field: Field,
  request: ComparisonRequest,
  preferred: Preferred | null,
  today: string,
): ResolvedComparison {
  const { view, sources, weights, groups, scales } = resolvedRequest(catalog, preferred?.plan ?? planOf(catalog, field.base, today));
  const profile = catalog.profiles.get(request.prefer?.profile ?? '');
  return {
    view,
    ...(sources ? { sources } : {}),
    as_of: field.asOf,
    options: field.options.map(({ id, kind, available, shown }) => ({
      id,
      kind,
      available,
      offers: shown.flatMap((place) => (field.view.candidates[place] as Candidate).offer ?? []),
    })),
    field: field.base,
    attributes: request.attributes ? [...request.attributes].sort() : null,
    weights,
    groups,
    scales: { ...(field.scales as Record<string, AttributeScale>), ...scales },
    profile: profile ? { id: profile.id, version: profile.version } : null,
  };
}
