import { type Drift, type DriftChange, isAtLeast, type Severity } from './drift-answer.ts';

/** How many names a line shows; the data has all of them. */
const NAMES = 5;

/** A drift for people, one line for each change of the severity or graver; the others are counted. */
export function driftLines({ changes, total, from, to }: Drift, least: Severity): string[] {
  const reported = changes.filter((change) => isAtLeast(change.severity, least));
  const rest = total - reported.length;
  return [
    `catalog ${from.revision} as of ${from.as_of} -> ${to.revision} as of ${to.as_of}`,
    ...reported.map(changeLine),
    ...(rest > 0 ? [`and ${rest} of less severity`] : []),
  ];
}

export function changeLine({ code, severity, model, offer, attribute, before, after, claims }: DriftChange): string {
  const about = [offer ?? model, attribute].filter((part) => part !== null);
  const evidence = claims.length > 0 ? ` [${claims.slice(0, NAMES).join(' ')}${claims.length > NAMES ? ' ...' : ''}]` : '';
  return `${[severity, code, ...about].join(' ')}: ${shown(before)} -> ${shown(after)}${evidence}`;
}

function shown(value: DriftChange['before']): string {
  if (value === null) return 'unknown';
  if (Array.isArray(value)) return `${value.slice(0, NAMES).join(', ')}${value.length > NAMES ? ', ...' : ''}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
