import type { FeedRow, FeedStatement, MarketFeed, ParsedFeed } from '../../src/feeds/rows/parsed-feed.ts';

/** What a feed reads out of a value, which has to be one of its format. */
export function read(feed: MarketFeed, value: unknown): ParsedFeed {
  const reading = feed.read(typeof value === 'string' ? value : JSON.stringify(value));
  if ('broken' in reading) throw new Error(reading.broken);
  return reading;
}

export function onlyRow(feed: MarketFeed, value: unknown): FeedRow {
  const { rows, rejected } = read(feed, value);
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`${rows.length} rows; rejected: ${JSON.stringify(rejected)}`);
  return row;
}

/** What a row says of an attribute: every statement without the attribute's name, `value_status` only where it is not `stated`. */
export function said(row: FeedRow, attribute: string): Partial<FeedStatement>[] {
  return row.statements
    .filter((statement) => statement.attribute === attribute)
    .map(({ attribute: _attribute, value_status, ...statement }) =>
      value_status === 'stated' ? statement : { ...statement, value_status },
    );
}

/** The values of the statements on an attribute. */
export function valuesOf(row: FeedRow, attribute: string): unknown[] {
  return said(row, attribute).map(({ value }) => value);
}
