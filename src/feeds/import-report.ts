import { z } from 'zod';
import { ClaimValue } from '../catalog/claim.ts';
import { SANITY_CHECKS } from './checks/registry.ts';
import { FEED_FORMATS, type FeedFormat } from './formats/market-feeds.ts';
import type { ChangePlan } from './plan/change-plan.ts';

/** Longer lists are cut; `truncated` counts what they lack. */
const MAX_LISTED = 1000;
/** Of what one check found, so many are shown. */
const MAX_EXAMPLES = 20;

const Count = z.int().min(0).max(100_000_000);
const Row = z.string().max(700).meta({ description: 'Where the row stands in the file.' });
const Subject = z.string().max(300).meta({ description: 'The model or the offer that it speaks of.' });
const Value = ClaimValue.nullable();
const Rejected = z.strictObject({ row: Row, code: z.string().max(60), detail: z.string().max(1000) });
const listed = <T extends z.ZodType>(entry: T, description: string) => z.array(entry).max(MAX_LISTED).meta({ description });

export const FeedFormatName = z.enum(FEED_FORMATS).meta({ description: 'A format of feeds.' });

const Checked = z.strictObject({
  check: z.string().max(60),
  title: z.string().max(200).meta({ description: 'What it finds.' }),
  parked: Count.meta({ description: 'Rows that were parked for it.' }),
  caveats: Count.meta({ description: 'Claims that were marked as doubtful: with a lower confidence or as approximate, and a note.' }),
  examples: z
    .array(
      z.strictObject({
        row: Row,
        subject: Subject,
        attribute: z.string().max(80),
        effect: z.enum(['parked', 'caveat']),
        detail: z.string().max(1000),
      }),
    )
    .max(MAX_EXAMPLES),
});

/** What became of each row; every list has at most 1,000 entries. */
const Details = z.strictObject({
  rejected: listed(Rejected, 'Rows that can’t be used, with the reason and the place.'),
  parked: listed(
    Rejected.extend({ name: z.string().max(300), provider: z.string().max(300).nullable() }),
    'Rows that no model of the catalog could be found for.',
  ),
  new: listed(z.strictObject({ row: Row, subject: Subject, statements: Count }), 'Rows that the feed had not had before.'),
  changed: listed(
    z.strictObject({
      row: Row,
      subject: Subject,
      changes: z.array(z.strictObject({ attribute: z.string().max(80), before: Value, after: Value })).max(1000),
    }),
    'Rows that say something else than before.',
  ),
  gone: listed(z.strictObject({ row: Row, subject: Subject }), 'Rows that are no longer there.'),
  disagreements: listed(
    z.strictObject({
      subject: Subject,
      attribute: z.string().max(80),
      feed: z.strictObject({ value: Value, source: z.string().max(100), claim: z.string().max(20).nullable() }),
      other: z.strictObject({ value: Value, source: z.string().max(100), claim: z.string().max(20) }),
    }),
    'Facts on which the claim that would stand without this feed says something else.',
  ),
  truncated: z
    .strictObject({ rejected: Count, parked: Count, new: Count, changed: Count, gone: Count, disagreements: Count })
    .meta({ description: 'How many entries each list lacks.' }),
});

export const ImportReport = z
  .strictObject({
    format: FeedFormatName,
    rows: Count.meta({ description: 'Rows in the file: accepted + parked + rejected.' }),
    accepted: Count,
    parked: Count,
    rejected: Count,
    changes: z.strictObject({ new: Count, changed: Count, gone: Count }).meta({ description: 'In rows.' }),
    unchanged: Count.meta({ description: 'Rows of which nothing changed.' }),
    confirmed: Count.meta({ description: 'Rows of which nothing changed but the day that they were stated on.' }),
    disagreements: Count,
    checks: z
      .array(Checked)
      .max(100)
      .meta({ description: 'What the sanity checks of feeds found, check by check; those that found nothing are left out.' }),
    revision: z.int().min(1).nullable().meta({ description: 'The revision that it became; null for a dry run or when nothing changed.' }),
    details: Details,
  })
  .meta({ id: 'ImportReport', description: 'What an import changed, or would change.' });
export type ImportReport = z.infer<typeof ImportReport>;

type Lists = Pick<ChangePlan, 'rejected' | 'parked' | 'new' | 'changed' | 'gone' | 'disagreements'>;

/** The report of a plan. `revision` is null for a dry run or where nothing changed. */
export function importReport(format: FeedFormat, plan: ChangePlan, revision: number | null): ImportReport {
  const { rejected, parked, changed, gone, disagreements } = plan;
  const lists: Lists = { rejected, parked, new: plan.new, changed, gone, disagreements };
  const cut = <T>(list: readonly T[]): T[] => list.slice(0, MAX_LISTED);
  const beyond = (list: readonly unknown[]) => Math.max(0, list.length - MAX_LISTED);
  return {
    format,
    rows: plan.rows,
    accepted: plan.accepted,
    parked: parked.length,
    rejected: rejected.length,
    changes: { new: plan.new.length, changed: changed.length, gone: gone.length },
    unchanged: plan.unchanged,
    confirmed: plan.confirmed,
    disagreements: disagreements.length,
    checks: checkedOf(plan.doubts),
    revision,
    details: {
      rejected: cut(rejected),
      parked: cut(parked),
      new: cut(plan.new),
      changed: cut(changed).map(({ row, subject, changes }) => ({ row, subject, changes: [...changes] })),
      gone: cut(gone),
      disagreements: cut(disagreements),
      truncated: {
        rejected: beyond(lists.rejected),
        parked: beyond(lists.parked),
        new: beyond(lists.new),
        changed: beyond(lists.changed),
        gone: beyond(lists.gone),
        disagreements: beyond(lists.disagreements),
      },
    },
  };
}

/** Check by check, parked rows before marked claims. */
function checkedOf(doubts: ChangePlan['doubts']): ImportReport['checks'] {
  return SANITY_CHECKS.flatMap(({ id, title }) => {
    const found = doubts.filter(({ check }) => check === id);
    const [parked, marked] = [found.filter(({ effect }) => effect === 'parked'), found.filter(({ effect }) => effect === 'caveat')];
    if (found.length === 0) return [];
    const examples = [...parked, ...marked].slice(0, MAX_EXAMPLES).map(({ check: _check, ...example }) => example);
    return [{ check: id, title, parked: new Set(parked.map(({ row }) => row)).size, caveats: marked.length, examples }];
  });
}

/** A file to import, and how. */
export type ImportOrder = {
  readonly text: string;
  /** The day of the file, YYYY-MM-DD. */
  readonly asOf: string;
  readonly acceptGone: boolean;
  readonly dryRun: boolean;
  readonly author: string;
  readonly now: Date;
};
