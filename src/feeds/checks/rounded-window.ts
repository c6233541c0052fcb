import type { SanityCheck } from './sanity-check.ts';

const WINDOWS: readonly string[] = ['context_window', 'max_input_tokens'];
const THOUSAND = 1000;
/** 1,000,000 for 1,048,576 is 4.6% less; a window of another size is further away. */
const ROUNDED_BY = 0.05;

/** A window in round thousands beside one that is not, of nearly the same size: "1M" for 1,048,576. */
export const roundedWindow: SanityCheck = {
  id: 'rounded_window',
  title: 'a rounded window beside an exact one',
  find: ({ entries, others }) =>
    entries.flatMap((entry) => {
      const { attribute, value, qualifier } = entry;
      if (!WINDOWS.includes(attribute) || typeof value !== 'number' || qualifier !== undefined || value % THOUSAND !== 0) return [];
      const exact = others(attribute).find(
        (other) =>
          typeof other.value === 'number' &&
          other.value % THOUSAND !== 0 &&
          Math.abs(other.value - value) <= ROUNDED_BY * Math.max(other.value, value),
      );
      if (exact === undefined) return [];
      return [{ entry, detail: `${value} here, ${exact.value} by ${exact.source}`, amend: { qualifier: 'approximately' as const } }];
    }),
};
