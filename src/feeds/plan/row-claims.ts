import { compareIds } from '../../catalog/catalog.ts';
import { ClaimEntry, modeKey } from '../../catalog/claim.ts';
import { claimFindings } from '../../catalog/seed/check-value.ts';
import { type Finding, pointerOf, zodFindings } from '../../catalog/seed/seed-fault.ts';
import type { FeedRow, FeedStatement } from '../rows/parsed-feed.ts';
import type { ImportRequest } from './import-request.ts';
import { hasInvisible } from './normal-form.ts';

/** The claims that a row becomes, each once; or the first fault that they have. */
export function entriesOf({ catalog, feed, asOf }: ImportRequest, row: FeedRow): { entries: ClaimEntry[]; fault: string | null } {
  const entries = new Map<string, ClaimEntry>();
  for (const statement of row.statements) {
    const attribute = catalog.attributes.get(statement.attribute);
    if (attribute === undefined) return { entries: [], fault: `unknown attribute ${statement.attribute}` };
    const parsed = ClaimEntry.safeParse(entryOf(statement, feed.source, asOf, row.row));
    const [finding] = parsed.success
      ? [...claimFindings(attribute, parsed.data), ...textFindings(parsed.data)]
      : zodFindings(parsed.error.issues);
    if (finding !== undefined) return { entries: [], fault: `${statement.attribute}${pointerOf(finding.path)}: ${finding.message}` };
    if (parsed.success && !entries.has(contentKey(parsed.data))) entries.set(contentKey(parsed.data), parsed.data);
  }
  return { entries: [...entries.values()], fault: null };
}

function entryOf(statement: FeedStatement, source: string, asOf: string, locator: string): object {
  const { attribute, value, value_status, qualifier, when, conditions, mode, items, se, note } = statement;
  return {
    attribute,
    // the order of a set means nothing, and may differ from one file to the next
    value: Array.isArray(value) ? value.toSorted(compareIds) : value,
    value_status,
    ...(qualifier !== undefined && { qualifier }),
    source,
    as_of: asOf,
    confidence: 'medium',
    ...(conditions !== undefined && { conditions }),
    ...(when !== undefined && { when }),
    ...(mode !== undefined && { mode }),
    ...(items !== undefined && { items }),
    ...(se !== undefined && { se }),
    locator,
    ...(note !== undefined && { note }),
  };
}

/** Texts with invisible characters, which would show something else than they hold; and a period that never holds. */
function textFindings({ value, conditions, note, locator, mode, when }: ClaimEntry): Finding[] {
  const texts = [...(Array.isArray(value) ? value : [value]), conditions, note, locator, mode?.harness];
  const findings: Finding[] = texts
    .filter((text) => typeof text === 'string' && hasInvisible(text))
    .map(() => ({ path: [], message: 'a text has control characters or characters that can’t be seen' }));
  const { from, until } = when ?? {};
  if (from !== undefined && until !== undefined && from >= until)
    findings.push({ path: ['when'], message: 'from is not before until: it never holds' });
  return findings;
}

/** What a claim states of its subject, without the day and the pointer to the row: those change with every file. */
export function contentKey(claim: ClaimEntry): string {
  const { attribute, value, value_status, qualifier, conditions, when, mode, items, se, note, confidence } = claim;
  const holds = when && [when.from, when.until, when.input_tokens_above, when.daily_utc];
  return JSON.stringify([attribute, value, value_status, qualifier, conditions, holds, modeKey(mode), items, se, note, confidence]);
}
