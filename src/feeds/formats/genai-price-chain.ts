import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import type { ClaimWhen } from '../../catalog/claim.ts';
import { TokenCount, UsdPerMillion } from '../rows/bounds.ts';
import type { FeedStatement } from '../rows/parsed-feed.ts';
import { passIssues } from '../rows/pass-issues.ts';
import { roundedPrice } from '../rows/rounded-price.ts';
import { stated, withFreeCondition } from '../rows/statement.ts';

const TieredPrice = z.object({ base: UsdPerMillion, tiers: z.array(z.object({ start: TokenCount.positive(), price: UsdPerMillion })) });
type Price = number | z.infer<typeof TieredPrice>;

const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['input_mtok', 'price_input'],
  ['output_mtok', 'price_output'],
  ['cache_read_mtok', 'price_cache_read'],
  ['cache_write_mtok', 'price_cache_write'],
  ['cache_write_1h_mtok', 'price_cache_write_1h'],
  ['output_reasoning_mtok', 'price_reasoning'],
  ['input_audio_mtok', 'price_input_audio'],
  ['output_audio_mtok', 'price_output_audio'],
]);

/** `read` has the prices by our attribute; `left` the keys that have none: other units (per thousand searches, pages, hours) and rarer tokens. */
const PriceSet = z.record(z.string().max(100), z.unknown()).transform((prices, context) => {
  const read = new Map<string, Price>();
  for (const [key, value] of Object.entries(prices)) {
    const attribute = ATTRIBUTES.get(key);
    if (attribute === undefined || value === null) continue;
    const price = typeof value === 'object' ? TieredPrice.safeParse(value) : UsdPerMillion.safeParse(value);
    if (price.success) read.set(attribute, price.data);
    else passIssues(context, price.error, value, key);
  }
  return { read, left: Object.keys(prices).filter((key) => !ATTRIBUTES.has(key)) };
});

/** UTC, on the minute. */
const TimeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d:00Z$/, 'no time of day in UTC, on the minute')
  .transform((time) => time.slice(0, 5));

const Constraint = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start_date'), start_date: CalendarDate }),
  z.object({ type: z.literal('time_of_date'), start_time: TimeOfDay, end_time: TimeOfDay }),
]);

const Entry = z.object({ constraint: Constraint.nullish(), prices: PriceSet });
type Entry = z.infer<typeof Entry>;

const Chain = z.array(Entry);
const Single = PriceSet.transform((prices): Entry[] => [{ prices }]);

/** One set of prices, or a chain: the last entry whose constraint holds counts. */
export const GenaiPrices = z.unknown().transform((value, context): Entry[] => {
  const prices = Array.isArray(value) ? Chain.safeParse(value) : Single.safeParse(value);
  if (prices.success) return prices.data;
  passIssues(context, prices.error, value);
  return z.NEVER;
});

/** Days from `from` (included) until `until` (not included), null where open, and the index of the entry whose plain prices hold then. */
type Period = { readonly from: string | null; readonly until: string | null; readonly entryIndex: number };

/** The prices of a chain with the days and hours for which they hold. */
export function genaiPriceStatements(chain: readonly Entry[]): FeedStatement[] {
  const periods = periodsOf(chain);
  const plain = periods.flatMap(({ from, until, entryIndex }) => statementsOf(chain[entryIndex] as Entry, between(from, until)));
  const byClock = chain.flatMap((entry, index) => {
    if (entry.constraint?.type !== 'time_of_date') return [];
    const { start_time, end_time } = entry.constraint;
    const hours = { daily_utc: [[start_time, end_time] as [string, string]] };
    // a later entry of the chain hides it
    return joinedPeriods(periods.filter(({ entryIndex }) => entryIndex < index)).flatMap(({ from, until }) =>
      statementsOf(entry, { ...between(from, until), ...hours }),
    );
  });
  const statements = withFreeCondition([...plain, ...mergedByHours(byClock)]);
  const left = [...new Set(chain.flatMap(({ prices }) => prices.left))];
  const [first, ...rest] = statements;
  if (first === undefined || left.length === 0) return statements;
  return [{ ...first, note: `prices in other units are left out: ${left.join(', ')}`.slice(0, 1000) }, ...rest];
}

/** The chain without its entries for hours of the day, as consecutive periods. */
function periodsOf(chain: readonly Entry[]): Period[] {
  const starts = chain.flatMap(({ constraint }) => (constraint?.type === 'start_date' ? [constraint.start_date] : []));
  const edges = [null, ...[...new Set(starts)].sort()];
  return edges.flatMap((from, edge) => {
    const entryIndex = chain.findLastIndex(
      ({ constraint }) => !constraint || (constraint.type === 'start_date' && from !== null && constraint.start_date <= from),
    );
    return entryIndex === -1 ? [] : [{ from, until: edges[edge + 1] ?? null, entryIndex }];
  });
}

/** Joins periods that follow each other without a gap. */
function joinedPeriods(periods: readonly Period[]): { readonly from: string | null; readonly until: string | null }[] {
  const joined: { from: string | null; until: string | null }[] = [];
  for (const { from, until } of periods) {
    const last = joined.at(-1);
    if (last !== undefined && last.until === from) last.until = until;
    else joined.push({ from, until });
  }
  return joined;
}

function between(from: string | null, until: string | null): ClaimWhen {
  return { ...(from === null ? {} : { from }), ...(until === null ? {} : { until }) };
}

function statementsOf({ prices }: Entry, when: ClaimWhen): FeedStatement[] {
  return [...prices.read].flatMap(([attribute, price]) => {
    if (typeof price === 'number') return stated(attribute, roundedPrice(price), condition(when));
    return [
      ...stated(attribute, roundedPrice(price.base), condition(when)),
      ...price.tiers.flatMap(({ start, price: above }) =>
        stated(attribute, roundedPrice(above), { when: { ...when, input_tokens_above: start } }),
      ),
    ];
  });
}

function condition(when: ClaimWhen): { when?: ClaimWhen } {
  return Object.keys(when).length === 0 ? {} : { when };
}

/** Merges statements that differ in their hours only into one with all the hours. */
function mergedByHours(statements: readonly FeedStatement[]): FeedStatement[] {
  const groups = Map.groupBy(statements, (said) => JSON.stringify({ ...said, when: { ...said.when, daily_utc: null } }));
  return [...groups.values()].map((group) => {
    const [first] = group as [FeedStatement];
    const hours = group.flatMap(({ when }) => when?.daily_utc ?? []);
    return { ...first, when: { ...first.when, daily_utc: hours } };
  });
}
