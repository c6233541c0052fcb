import type { ImportReport } from '../feeds/import-report.ts';

/** Longer lists are cut in the text; `--json` has more. */
const MAX_LINES = 200;

const count = (n: number): string => n.toLocaleString('en');

/** An import for a person who decides whether to take it: what is new, changed and gone, what can't be used and why, who disagrees. */
export function importText(report: ImportReport, dryRun: boolean): string {
  const { details, changes } = report;
  const beyond = details.truncated;
  return [
    `${report.format}: ${count(report.rows)} rows: ${count(report.accepted)} accepted, ${count(report.parked)} parked, ${count(report.rejected)} rejected`,
    `${count(changes.new)} new, ${count(changes.changed)} changed, ${count(changes.gone)} gone; ${count(report.unchanged)} unchanged, ${count(report.confirmed)} confirmed; ${count(report.disagreements)} disagreements`,
    ...section(
      'new',
      changes.new,
      details.new.map(({ subject, statements, row }) => `+ ${subject}  ${statements} statements  (${row})`),
    ),
    ...section(
      'changed',
      changes.changed,
      details.changed.flatMap(({ subject, changes: of }) =>
        of.map(({ attribute, before, after }) => `~ ${subject}  ${attribute}: ${shown(before)} -> ${shown(after)}`),
      ),
    ),
    ...section(
      'gone',
      changes.gone,
      details.gone.map(({ subject, row }) => `- ${subject}  (${row})`),
    ),
    ...section(
      'rejected',
      report.rejected,
      details.rejected.map(({ row, code, detail }) => `! ${row}  ${code}: ${detail}`),
    ),
    ...section(
      'disagreements',
      report.disagreements,
      details.disagreements.map(
        ({ subject, attribute, feed, other }) =>
          `? ${subject}  ${attribute}: ${shown(feed.value)} here, ${shown(other.value)} by ${other.source} (${other.claim})`,
      ),
    ),
    ...report.checks.flatMap(checkSection),
    ...parkedSection(report),
    ...(Object.values(beyond).some((n) => n > 0) ? ['', 'Longer lists are cut.'] : []),
    '',
    dryRun
      ? 'Dry run: nothing was written.'
      : report.revision === null
        ? 'Nothing changed: no new revision.'
        : `Revision ${report.revision}.`,
    '',
  ].join('\n');
}

function section(title: string, total: number, lines: readonly string[]): string[] {
  if (total === 0) return [];
  const more = lines.length > MAX_LINES || total > lines.length ? [`  ... (--json lists up to 1,000)`] : [];
  return ['', `${title} (${count(total)})`, ...lines.slice(0, MAX_LINES).map((line) => `  ${line}`), ...more];
}

function checkSection({ title, parked, caveats, examples }: ImportReport['checks'][number]): string[] {
  const lines = examples.map(
    ({ effect, subject, attribute, detail }) => `  ${effect === 'parked' ? 'x' : '~'} ${subject}  ${attribute}: ${detail}`,
  );
  const more = parked + caveats > lines.length ? ['  ...'] : [];
  return ['', `${title} (${count(parked)} rows parked, ${count(caveats)} claims marked)`, ...lines, ...more];
}

/** Only how many of each kind: `catalog parked` lists them. */
function parkedSection({ parked, details, format }: ImportReport): string[] {
  if (parked === 0) return [];
  const byCode = [...Map.groupBy(details.parked, ({ code }) => code)].map(([code, rows]) => `${code} ${count(rows.length)}`);
  const of = details.truncated.parked > 0 ? ` of the first ${count(details.parked.length)}` : '';
  return ['', `parked (${count(parked)}): ${byCode.join(', ')}${of}; after the import \`catalog parked ${format}\` lists them`];
}

/** A value of a feed can hold what a terminal would obey: JSON escapes it. */
function shown(value: unknown): string {
  return value === null ? 'nothing' : JSON.stringify(value);
}
