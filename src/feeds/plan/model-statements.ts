import { compareIds } from '../../catalog/catalog.ts';
import type { FeedRow } from '../rows/parsed-feed.ts';
import type { MatchedRow } from './match-rows.ts';

/**
 * What rows about offers say of their models, as one row a model: a statement for each attribute on which they all agree. Offers differ in
 * what they serve, but a model is of one kind.
 */
export function modelStatements(matched: readonly MatchedRow[]): MatchedRow[] {
  const saying = matched.filter(({ row, offer }) => offer !== null && row.ofModel.length > 0);
  return [...Map.groupBy(saying, ({ model }) => model)].flatMap(([model, group]) => {
    const rows = group.map(({ row }) => row).sort((a, b) => compareIds(a.row, b.row));
    const [first] = rows as [FeedRow, ...FeedRow[]];
    const byAttribute = Map.groupBy(
      rows.flatMap(({ ofModel }) => ofModel),
      ({ attribute }) => attribute,
    );
    const agreed = [...byAttribute.values()].flatMap((said) => {
      const values = new Set(said.map(({ value }) => JSON.stringify(value)));
      return values.size === 1 ? said.slice(0, 1) : [];
    });
    if (agreed.length === 0) return [];
    return [{ row: { ...first, about: 'model' as const, statements: agreed, ofModel: [] }, subject: model, model, offer: null }];
  });
}
