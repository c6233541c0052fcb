import type { SanityCheck } from './sanity-check.ts';

const DATES: readonly string[] = ['release_date', 'knowledge_cutoff'];

/** Who knows the month alone and has to fill in a day takes the first; ours is the last (docs/decisions/0012). */
export const firstDay: SanityCheck = {
  id: 'month_as_first_day',
  title: 'a first day of a month, which mostly stands for the month',
  find: ({ entries }) =>
    entries
      .filter(({ attribute, value, qualifier }) => DATES.includes(attribute) && String(value).endsWith('-01') && qualifier === undefined)
      .map((entry) => ({
        entry,
        detail: `${entry.value} may stand for any day of ${String(entry.value).slice(0, 7)}`,
        amend: { qualifier: 'approximately' as const },
      })),
};
