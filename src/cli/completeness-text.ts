import type { Completeness } from '../catalog/completeness/completeness.ts';
import type { KnownShare } from '../catalog/completeness/known-share.ts';
import type { StaleShare } from '../catalog/completeness/stale-share.ts';

/** So many of those who lack something are named. */
const NAMED = 12;

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** A table for people: a line a floor, the ones below first, and under each who lacks it. */
export function completenessText({ known, fresh, met }: Completeness): string {
  const belowFirst = <T extends { readonly met: boolean }>(floors: readonly T[]) =>
    floors.toSorted((a, b) => Number(a.met) - Number(b.met));
  const below = [...known, ...fresh].filter((floor) => !floor.met).length;
  return [
    `${''.padEnd(6)}${'share'.padStart(7)}${'floor'.padStart(8)}  what`,
    ...belowFirst(known).flatMap(knownLines),
    ...belowFirst(fresh).map(staleLine),
    '',
    met ? 'Every floor is met.' : `${below} of ${known.length + fresh.length} floors are not met.`,
    '',
  ].join('\n');
}

function knownLines({ met, share, at_least, title, of, subjects, ...floor }: KnownShare): string[] {
  const counts = `${floor.known} of ${subjects} ${of}`;
  const notFound = floor.not_found.length > 0 ? `, ${floor.not_found.length} not found (${floor.not_found_counted} count)` : '';
  return [
    `${row(met, share, at_least)}  ${title} (${counts}${notFound})`,
    ...(floor.undeclared.length > 0 ? [`${' '.repeat(23)}no such attribute: ${floor.undeclared.join(', ')}`] : []),
    ...(met ? [] : missingLine(floor.missing)),
  ];
}

function missingLine(missing: readonly string[]): string[] {
  if (missing.length === 0) return [];
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
  return [`${' '.repeat(23)}lacking: ${missing.slice(0, NAMED).join(', ')}${more}`];
}

function staleLine({ met, share, at_most, title, on, facts, stale, undated }: StaleShare): string {
  return `${row(met, 1 - share, 1 - at_most)}  ${title} on ${on} (of ${facts}: ${stale} too old, ${undated} without a day)`;
}

function row(met: boolean, share: number, floor: number): string {
  return `${(met ? 'ok' : 'below').padEnd(6)}${percent(share).padStart(7)}${percent(floor).padStart(8)}`;
}
