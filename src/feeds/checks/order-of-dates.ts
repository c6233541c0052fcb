import { lastDayOf } from '../rows/feed-date.ts';
import type { CheckedRow, Doubt, SanityCheck } from './sanity-check.ts';

/** Dates that can't come in this order: the first of each pair is not after the second. */
const ORDER: readonly (readonly [earlier: string, later: string])[] = [
  ['knowledge_cutoff', 'release_date'],
  ['announcement_date', 'release_date'],
  ['release_date', 'retirement_date'],
];

/** A model that is released before its knowledge ends, before it is announced, after it is retired, or after the day of the file. */
export const orderOfDates: SanityCheck = {
  id: 'dates_out_of_order',
  title: 'dates that can’t follow each other so',
  find: (row) => [...ORDER.flatMap(([earlier, later]) => outOfOrder(row, earlier, later)), ...notYetReleased(row)],
};

/** Where both dates are of the row, nobody can tell which is wrong: both are doubted. */
function outOfOrder(row: CheckedRow, earlier: string, later: string): Doubt[] {
  const [first, second] = [dateOf(row, earlier), dateOf(row, later)];
  if (first === null || second === null || earliest(first.day) <= second.day) return [];
  return [first.entry, second.entry]
    .filter((entry) => entry !== null)
    .map((entry) => ({ entry, detail: `${later} ${second.day} is before ${earlier} ${first.day}`, amend: { confidence: 'low' } }));
}

/** The last day of a month may stand for the month: its first is the earliest that it can mean. */
function earliest(day: string): string {
  return lastDayOf(day.slice(0, 7)).day === day ? `${day.slice(0, 7)}-01` : day;
}

function notYetReleased({ entries, asOf }: CheckedRow): Doubt[] {
  return entries
    .filter(({ attribute, value, qualifier }) => attribute === 'release_date' && qualifier !== 'at_most' && String(value) > asOf)
    .map((entry) => ({ entry, detail: `released ${entry.value}, after the day of the file, ${asOf}`, amend: { confidence: 'low' } }));
}

/** The date by the row itself, else by another source. */
function dateOf({ entries, others }: CheckedRow, attribute: string) {
  const entry = entries.find((one) => one.attribute === attribute && typeof one.value === 'string') ?? null;
  const [other] = others(attribute);
  const day = entry?.value ?? other?.value;
  return day === undefined || day === null ? null : { day: String(day), entry };
}
