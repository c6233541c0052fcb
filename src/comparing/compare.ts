import type { Catalog } from '../catalog/catalog.ts';
import { stampOf } from '../catalog/catalog-stamp.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import type { AttributeScale } from '../catalog/vocabulary.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import { chooseIfText } from '../explaining/prose.ts';
import { resolvedRequest } from '../explaining/resolved-request.ts';
import { planOf } from '../ranking/ask/plan.ts';
import type { Comparison, ComparisonRule, ResolvedComparison } from './answer.ts';
import { type Field, type FieldOption, fieldOf } from './field.ts';
import { type Preferred, preferredIn } from './preference.ts';
import type { ComparisonRequest } from './request.ts';
import { requestOf } from './rule-request.ts';
import { weightFreeRules } from './rules.ts';
import { summaryOf } from './summary.ts';
import { comparedAttribute, rowsOf, type TableRow } from './table.ts';

/**
 * Compares what a checked request names, attribute by attribute, and says when to choose which. Pure: the same request (with its day) on the
 * same revision gives the same answer, byte for byte, in whatever order the options are named.
 */
export function compareOptions(catalog: Catalog, request: ComparisonRequest, today: string): Comparison {
  const field = fieldOf(catalog, request, today);
  const rows = rowsOf(catalog, field, request.attributes);
  const preferred = preferredIn(catalog, field, request, today);
  const rules = field.options.flatMap((option) => rulesFor(field, rows, option, preferred));
  return {
    catalog: stampOf(catalog),
    engine: ENGINE_VERSION,
    resolved: resolvedComparison(catalog, field, request, preferred, today),
    attributes: rows.map((row) => comparedAttribute(field, row)),
    rules,
    summary: summaryOf(catalog, field.options, rules, preferred?.leader ?? null),
  };
}

/** When to choose an option: rules that hold whatever the weights first, then by the weights of the request. */
function rulesFor(field: Field, rows: readonly TableRow[], option: FieldOption, preferred: Preferred | null): ComparisonRule[] {
  const byWeight = (preferred?.rules ?? []).filter((rule) => rule.choose === option.id);
  return [...weightFreeRules(field, rows, option), ...byWeight].map((rule) => {
    const request = requestOf(field, option, rule, preferred);
    return { ...rule, ...(request ? { request } : {}), text: chooseIfText(rule) };
  });
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
    options: field.options.map(({ id, kind, isAvailable, shown }) => ({
      id,
      kind,
      available: isAvailable,
      offers: shown.flatMap((candidate) => (field.view.candidates[candidate] as Candidate).offer ?? []),
    })),
    field: field.base,
    attributes: request.attributes ? [...request.attributes].sort() : null,
    weights,
    groups,
    scales: { ...(field.scales as Record<string, AttributeScale>), ...scales },
    profile: profile ? { id: profile.id, version: profile.version } : null,
  };
}
