import type { Catalog } from '../catalog/catalog.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import type { ComparisonRule, ComparisonSummary } from './answer.ts';
import type { FieldOption } from './field.ts';
import { comparisonText } from './prose.ts';

type Count = { readonly rules: number; readonly firm: number };

/** Weight-free rules counted by category; a rule with conditions in several categories counts in each. */
export function summaryOf(
  catalog: Catalog,
  options: readonly FieldOption[],
  all: readonly ComparisonRule[],
  preferred: string | null,
): ComparisonSummary {
  const counts = new Map<string, Map<string, Count>>();
  for (const rule of all) {
    if (rule.kind !== 'only_candidate' && rule.kind !== 'attribute_lead') continue;
    const categories = rule.when.map(
      (condition) => (catalog.attributes.get('attribute' in condition ? condition.attribute : condition.criterion) as Attribute).category,
    );
    for (const category of new Set(categories)) {
      const own = counts.get(category) ?? new Map<string, Count>();
      const { rules, firm } = own.get(rule.choose) ?? { rules: 0, firm: 0 };
      counts.set(category, own.set(rule.choose, { rules: rules + 1, firm: firm + (rule.unknown_for ? 0 : 1) }));
    }
  }
  const categories = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([category, own]) => categoryOf(category, own));
  return { categories, preferred, text: comparisonText(options, all, { categories, preferred }) };
}

function categoryOf(category: string, counts: ReadonlyMap<string, Count>): ComparisonSummary['categories'][number] {
  // of equally many the first by id: the rules come in that order
  const rules = [...counts].map(([option, count]) => ({ option, ...count })).sort((a, b) => b.rules - a.rules);
  const [first, second] = rules;
  return { category, rules, leader: first && first.rules > (second?.rules ?? 0) ? first.option : null };
}
