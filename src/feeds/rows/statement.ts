import type { ClaimValue } from '../../catalog/claim.ts';
import type { FeedStatement } from './parsed-feed.ts';

export type StatementDetails = Omit<FeedStatement, 'attribute' | 'value' | 'value_status'>;

/** One statement, or none where the feed leaves the value out: no default takes its place. */
export function stated(attribute: string, value: ClaimValue | null | undefined, details: StatementDetails = {}): FeedStatement[] {
  return value === null || value === undefined ? [] : [{ attribute, value, value_status: 'stated', ...details }];
}

/** A limit in tokens. A 0 in a feed means "unknown or not applicable", never a limit of zero. */
export function statedLimit(attribute: string, tokens: number | null | undefined, details: StatementDetails = {}): FeedStatement[] {
  return tokens === 0 ? [] : stated(attribute, tokens, details);
}

const UNPRICED = 'listed at 0: free, part of a subscription, under a quota or self-hosted; the feed does not say which';

/** The same statements. Where input and output both cost 0, every price of 0 gets the condition that it may not be free for everybody. */
export function withFreeCondition(statements: readonly FeedStatement[]): FeedStatement[] {
  const isFree = (attribute: string) =>
    statements.some((said) => said.attribute === attribute && said.value === 0 && said.when === undefined);
  if (!isFree('price_input') || !isFree('price_output')) return [...statements];
  return statements.map((said) =>
    said.attribute.startsWith('price_') && said.value === 0
      ? { ...said, conditions: said.conditions === undefined ? UNPRICED : `${said.conditions}; ${UNPRICED}` }
      : said,
  );
}
