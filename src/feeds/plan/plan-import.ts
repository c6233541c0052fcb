import { dayNumber } from '../../catalog/calendar-date.ts';
import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import type { SeedClaim } from '../../catalog/claim.ts';
import { type Claim, ClaimEntry } from '../../catalog/claim.ts';
import { claimContent } from '../../catalog/claim-content.ts';
import type { Candidate } from '../../catalog/facts/fact-view.ts';
import { claimFindings } from '../../catalog/seed/check-value.ts';
import { type Finding, pointerOf, zodFindings } from '../../catalog/seed/seed-fault.ts';
import type { FeedRow, FeedStatement, MarketFeed, ParsedFeed } from '../rows/reading.ts';
import type { ChangePlan, ImportRefusal, RejectedRow, ValueChange } from './change-plan.ts';
import { type Disagreement, disagreementReader } from './disagreements.ts';
import { hasUnseen, shownRow, shownText } from './normal-form.ts';
import { type PlacedRow, placeRows } from './place-rows.ts';

/** A statement that still stands after this many days is stated anew, so that its day says how fresh it is. */
export const RESTATED_AFTER_DAYS = 30;

export type ImportRequest = {
  readonly catalog: Catalog;
  /** The offers that imports have added: only those may an import take away again. */
  readonly imported: ReadonlySet<string>;
  readonly feed: Pick<MarketFeed, 'format' | 'source'>;
  readonly reading: ParsedFeed;
  /** The day that the file speaks of. */
  readonly asOf: string;
  /** Takes a file in which most of what stood is gone. */
  readonly acceptGone: boolean;
  /** The id of a claim from its content: a hash, which the pure part has none of. */
  readonly claimId: (content: string) => string;
};

/** Works out what a feed changes in a catalog: afterwards the feed's claims are what this file states, whatever stood before. */
export function planImport(request: ImportRequest): ChangePlan | ImportRefusal {
  const { catalog, feed, reading, asOf } = request;
  if (!catalog.sources.has(feed.source))
    return { refused: { code: 'unknown_source', detail: `the catalog has no source ${feed.source} that the claims could be of` } };
  const standing = standingClaims(catalog, feed.source);
  const placement = placeRows(catalog, feed.format, reading.rows);
  const rejected: RejectedRow[] = reading.rejected.map(({ row, code, detail }) => ({
    row: shownRow(row),
    code,
    detail: shownText(detail, 500),
  }));
  const differ = disagreementReader(catalog, feed.source, asOf);
  const outcomes: RowChange[] = [];
  const disagreements: Disagreement[] = [];
  for (const placed of placement.placed) {
    const { entries, fault } = entriesOf(request, placed.row);
    if (fault !== null) {
      rejected.push({ row: shownRow(placed.row.row), code: 'malformed', detail: shownText(fault, 500) });
      continue;
    }
    const change = rowChange(request, placed, entries, standing.get(placed.subject) ?? []);
    outcomes.push(change);
    const candidate = candidateOf(catalog, placed);
    for (const { entry, id } of change.stated) {
      const disagreement = differ(candidate, entry, id);
      if (disagreement !== null) disagreements.push(disagreement);
    }
  }
  const stated = new Set(outcomes.map(({ placed }) => placed.subject));
  const gone = [...standing].filter(([subject]) => !stated.has(subject)).map(([subject, claims]) => ({ subject, claims }));
  if (!request.acceptGone && gone.length * 2 > standing.size)
    return {
      refused: {
        code: 'shrunk',
        detail: `${gone.length} of the ${standing.size} rows that stand would be gone: more than half, as if the file were cut or another`,
      },
    };
  return assemble(request, placement, outcomes, gone, rejected, disagreements);
}

/** What the feed has stated so far, by subject. */
function standingClaims(catalog: Catalog, source: string): Map<string, readonly Claim[]> {
  const standing = new Map<string, readonly Claim[]>();
  for (const [subject, claims] of catalog.claimsBySubject) {
    const own = claims.filter((claim) => claim.origin === 'import' && claim.source === source);
    if (own.length > 0) standing.set(subject, own);
  }
  return standing;
}

function candidateOf(catalog: Catalog, { model, offer }: PlacedRow): Candidate {
  const family = catalog.models.get(model)?.family ?? null;
  return { id: offer?.id ?? model, model, family, offer: offer?.id ?? null, provider: offer?.provider ?? null };
}

/** The claims that a row becomes, each once; or the first thing that is wrong with them. */
function entriesOf({ catalog, feed, asOf }: ImportRequest, row: FeedRow): { entries: ClaimEntry[]; fault: string | null } {
  const entries = new Map<string, ClaimEntry>();
  for (const statement of row.statements) {
    const attribute = catalog.attributes.get(statement.attribute);
    if (attribute === undefined) return { entries: [], fault: `unknown attribute ${statement.attribute}` };
    const parsed = ClaimEntry.safeParse(entryOf(statement, feed.source, asOf, row.row));
    const [finding] = parsed.success
      ? [...claimFindings(attribute, parsed.data), ...oddities(parsed.data)]
      : zodFindings(parsed.error.issues);
    if (finding !== undefined) return { entries: [], fault: `${statement.attribute}${pointerOf(finding.path)}: ${finding.message}` };
    if (parsed.success && !entries.has(contentKey(parsed.data))) entries.set(contentKey(parsed.data), parsed.data);
  }
  return { entries: [...entries.values()], fault: null };
}

function entryOf(statement: FeedStatement, source: string, asOf: string, locator: string): object {
  const { attribute, value, value_status, qualifier, when, conditions, note } = statement;
  return {
    attribute,
    // the order of a set says nothing, and may differ from one file to the next
    value: Array.isArray(value) ? value.toSorted(compareIds) : value,
    value_status,
    ...(qualifier !== undefined && { qualifier }),
    source,
    as_of: asOf,
    confidence: 'medium',
    ...(conditions !== undefined && { conditions }),
    ...(when !== undefined && { when }),
    locator,
    ...(note !== undefined && { note }),
  };
}

/** Texts that would show something else than they hold. */
function oddities({ value, conditions, note, locator, when }: ClaimEntry): Finding[] {
  const texts = [...(Array.isArray(value) ? value : [value]), conditions, note, locator];
  const findings: Finding[] = texts
    .filter((text) => typeof text === 'string' && hasUnseen(text))
    .map(() => ({ path: [], message: 'a text has control characters or characters that can’t be seen' }));
  const { from, until } = when ?? {};
  if (from !== undefined && until !== undefined && from >= until)
    findings.push({ path: ['when'], message: 'from is not before until: it never holds' });
  return findings;
}

/** What a claim states of its subject, without the day and the place in the file: these change with every file. */
function contentKey({ attribute, value, value_status, qualifier, conditions, when, note, confidence }: ClaimEntry): string {
  const holds = when && [when.from, when.until, when.input_tokens_above, when.daily_utc];
  return JSON.stringify([attribute, value, value_status, qualifier, conditions, holds, note, confidence]);
}

type Stated = { readonly entry: ClaimEntry; readonly id: string };
type RowChange = {
  readonly placed: PlacedRow;
  readonly stated: readonly Stated[];
  readonly added: readonly SeedClaim[];
  readonly retired: readonly Claim[];
  readonly what: 'new' | 'changed' | 'confirmed' | 'unchanged';
  readonly changes: readonly ValueChange[];
};

function rowChange(
  { catalog, asOf, claimId }: ImportRequest,
  placed: PlacedRow,
  entries: readonly ClaimEntry[],
  standing: readonly Claim[],
): RowChange {
  const byContent = new Map(standing.map((claim) => [contentKey(claim), claim]));
  const kept = new Set<Claim>();
  const stale = new Set<Claim>();
  const stated: Stated[] = [];
  const added: SeedClaim[] = [];
  const fresh: SeedClaim[] = [];
  const said = new Map<string, number>();
  for (const entry of entries) {
    const position = said.get(entry.attribute) ?? 0;
    said.set(entry.attribute, position + 1);
    const old = byContent.get(contentKey(entry));
    if (old !== undefined && !isStale(old, asOf)) {
      kept.add(old);
      stated.push({ entry: old, id: old.id });
      continue;
    }
    const claim: SeedClaim = { ...entry, id: claimId(claimContent(placed.subject, entry)), subject: placed.subject, position };
    stated.push({ entry, id: claim.id });
    // an operator may have stated the same to the letter
    if (catalog.claims.get(claim.id)?.retired_in === null) continue;
    added.push(claim);
    if (old === undefined) fresh.push(claim);
    else stale.add(old);
  }
  const vanished = standing.filter((claim) => !kept.has(claim) && !stale.has(claim));
  const changed = fresh.length + vanished.length > 0;
  const what = standing.length === 0 ? 'new' : changed ? 'changed' : added.length > 0 ? 'confirmed' : 'unchanged';
  return { placed, stated, added, retired: [...stale, ...vanished], what, changes: valueChanges(vanished, fresh) };
}

function isStale({ as_of }: Claim, asOf: string): boolean {
  return as_of === null || dayNumber(asOf) - dayNumber(as_of) > RESTATED_AFTER_DAYS;
}

/** What went beside what came in its place, attribute by attribute. */
function valueChanges(before: readonly ClaimEntry[], after: readonly ClaimEntry[]): ValueChange[] {
  const attributes = [...new Set([...before, ...after].map(({ attribute }) => attribute))].sort(compareIds);
  return attributes.flatMap((attribute) => {
    const left = before.filter((claim) => claim.attribute === attribute);
    const right = after.filter((claim) => claim.attribute === attribute);
    return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => ({
      attribute,
      before: left[i]?.value ?? null,
      after: right[i]?.value ?? null,
    }));
  });
}

function assemble(
  { catalog, imported, reading }: ImportRequest,
  placement: ReturnType<typeof placeRows>,
  outcomes: readonly RowChange[],
  gone: readonly { readonly subject: string; readonly claims: readonly Claim[] }[],
  rejected: readonly RejectedRow[],
  disagreements: readonly Disagreement[],
): ChangePlan {
  const ordered = outcomes.toSorted((a, b) => compareIds(a.placed.subject, b.placed.subject));
  const of = (what: RowChange['what']) => ordered.filter((change) => change.what === what);
  const offers = ordered.flatMap(({ placed: { offer } }) => (offer !== null && !catalog.offers.has(offer.id) ? [offer] : []));
  const needed = new Set(offers.map(({ provider }) => provider));
  const models = new Set(ordered.map(({ placed }) => placed.model));
  return {
    rows: reading.count,
    accepted: outcomes.length,
    parked: placement.parked
      .map(({ row, code, detail }) => ({
        row: shownRow(row.row),
        code,
        detail: shownText(detail, 500),
        name: shownText(row.name, 300),
        provider: row.provider === null ? null : shownText(row.provider, 300),
      }))
      .sort((a, b) => compareIds(a.row, b.row)),
    rejected: rejected.toSorted((a, b) => compareIds(a.row, b.row)),
    new: of('new').map(({ placed, stated }) => ({ row: placed.row.row, subject: placed.subject, statements: stated.length })),
    changed: of('changed').map(({ placed, changes }) => ({ row: placed.row.row, subject: placed.subject, changes })),
    confirmed: of('confirmed').length,
    unchanged: of('unchanged').length,
    gone: gone.map(({ subject, claims }) => ({ subject, row: claims[0]?.locator ?? '' })).sort((a, b) => compareIds(a.subject, b.subject)),
    disagreements: disagreements.toSorted((a, b) => compareIds(a.subject, b.subject) || compareIds(a.attribute, b.attribute)),
    add: {
      attributes: [],
      sources: [],
      providers: [...placement.providers.values()].filter(({ id }) => needed.has(id) && !catalog.providers.has(id)).sort(byId),
      models: [...placement.models.values()].filter(({ id }) => models.has(id)).sort(byId),
      offers,
      claims: ordered.flatMap(({ added }) => added),
    },
    retire: {
      offers: gone
        .filter(({ subject, claims }) => imported.has(subject) && speaksAlone(catalog, subject, claims))
        .map(({ subject }) => subject),
      claims: [...ordered.flatMap(({ retired }) => retired), ...gone.flatMap(({ claims }) => claims)].map(({ id }) => id),
    },
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareIds(a.id, b.id);
}

/** Whether nothing but these claims speaks of the subject. */
function speaksAlone(catalog: Catalog, subject: string, claims: readonly Claim[]): boolean {
  return catalog.claimsBySubject.get(subject)?.length === claims.length;
}
