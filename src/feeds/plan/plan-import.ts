import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import type { Claim } from '../../catalog/claim.ts';
import type { Candidate } from '../../catalog/facts/fact-view.ts';
import type { ChangePlan, ImportRefusal, ParkedEntry, RejectedRow } from './change-plan.ts';
import { type Disagreement, disagreementReader } from './disagreements.ts';
import type { ImportRequest } from './import-request.ts';
import { type MatchedRow, type Matching, matchRows, type ParkedRow } from './match-rows.ts';
import { shownRow, shownText } from './normal-form.ts';
import { type RowChange, rowChange } from './row-change.ts';
import { entriesOf } from './row-claims.ts';

/**
 * Works out what a file of a feed changes in a catalog: afterwards the feed's active claims are exactly what the file states. Refused where
 * the catalog lacks the feed's source, or where more than half of the subjects would go and the request does not accept that.
 */
export function planImport(request: ImportRequest): ChangePlan | ImportRefusal {
  const { catalog, feed, parsed, asOf } = request;
  if (!catalog.sources.has(feed.source))
    return { refused: { code: 'unknown_source', detail: `the catalog has no source ${feed.source} that the claims could be of` } };
  const active = activeClaims(catalog, feed.source);
  const matching = matchRows(catalog, feed.format, parsed.rows);
  const rejected: RejectedRow[] = parsed.rejected.map(({ row, code, detail }) => ({
    row: shownRow(row),
    code,
    detail: shownText(detail, 500),
  }));
  const differ = disagreementReader(catalog, feed.source, asOf);
  const outcomes: RowChange[] = [];
  const disagreements: Disagreement[] = [];
  for (const match of matching.matched) {
    const { entries, fault } = entriesOf(request, match.row);
    if (fault !== null) {
      rejected.push({ row: shownRow(match.row.row), code: 'malformed', detail: shownText(fault, 500) });
      continue;
    }
    const change = rowChange(request, match, entries, active.get(match.subject) ?? []);
    outcomes.push(change);
    const candidate = candidateFor(catalog, match);
    for (const { entry, id } of change.stated) {
      const disagreement = differ(candidate, entry, id);
      if (disagreement !== null) disagreements.push(disagreement);
    }
  }
  const stated = new Set(outcomes.map(({ match }) => match.subject));
  const gone = [...active].filter(([subject]) => !stated.has(subject)).map(([subject, claims]) => ({ subject, claims }));
  if (!request.acceptGone && gone.length * 2 > active.size)
    return {
      refused: {
        code: 'shrunk',
        detail: `${gone.length} of the ${active.size} rows that stand would be gone: more than half, as if the file were cut or another`,
      },
    };
  return assemble(request, { matching, outcomes, gone, rejected, disagreements });
}

/** The feed's claims that hold so far, by subject. */
function activeClaims(catalog: Catalog, source: string): Map<string, readonly Claim[]> {
  const active = new Map<string, readonly Claim[]>();
  for (const [subject, claims] of catalog.claimsBySubject) {
    const own = claims.filter((claim) => claim.origin === 'import' && claim.source === source);
    if (own.length > 0) active.set(subject, own);
  }
  return active;
}

function candidateFor(catalog: Catalog, { model, offer }: MatchedRow): Candidate {
  const family = catalog.models.get(model)?.family ?? null;
  return { id: offer?.id ?? model, model, family, offer: offer?.id ?? null, provider: offer?.provider ?? null };
}

/** What became of the rows, and the subjects that the file no longer names. */
type Outcomes = {
  readonly matching: Matching;
  readonly outcomes: readonly RowChange[];
  readonly gone: readonly { readonly subject: string; readonly claims: readonly Claim[] }[];
  readonly rejected: readonly RejectedRow[];
  readonly disagreements: readonly Disagreement[];
};

function assemble({ catalog, imported, parsed }: ImportRequest, outcome: Outcomes): ChangePlan {
  const { matching, outcomes, gone, rejected, disagreements } = outcome;
  const ordered = outcomes.toSorted((a, b) => compareIds(a.match.subject, b.match.subject));
  const withOutcome = (outcome: RowChange['outcome']) => ordered.filter((change) => change.outcome === outcome);
  const offers = ordered.flatMap(({ match: { offer } }) => (offer !== null && !catalog.offers.has(offer.id) ? [offer] : []));
  const needed = new Set(offers.map(({ provider }) => provider));
  const models = new Set(ordered.map(({ match }) => match.model));
  return {
    rows: parsed.count,
    accepted: outcomes.length,
    parked: matching.parked.map(parkedEntry).sort((a, b) => compareIds(a.row, b.row)),
    rejected: rejected.toSorted((a, b) => compareIds(a.row, b.row)),
    new: withOutcome('new').map(({ match, stated }) => ({ row: match.row.row, subject: match.subject, statements: stated.length })),
    changed: withOutcome('changed').map(({ match, changes }) => ({ row: match.row.row, subject: match.subject, changes })),
    confirmed: withOutcome('confirmed').length,
    unchanged: withOutcome('unchanged').length,
    gone: gone.map(({ subject, claims }) => ({ subject, row: claims[0]?.locator ?? '' })).sort((a, b) => compareIds(a.subject, b.subject)),
    disagreements: disagreements.toSorted((a, b) => compareIds(a.subject, b.subject) || compareIds(a.attribute, b.attribute)),
    add: {
      attributes: [],
      sources: [],
      providers: [...matching.providers.values()].filter(({ id }) => needed.has(id) && !catalog.providers.has(id)).sort(byId),
      models: [...matching.models.values()].filter(({ id }) => models.has(id)).sort(byId),
      offers,
      claims: ordered.flatMap(({ added }) => added),
    },
    retire: {
      offers: gone
        .filter(({ subject, claims }) => imported.has(subject) && hasNoOtherClaims(catalog, subject, claims))
        .map(({ subject }) => subject),
      claims: [...ordered.flatMap(({ retired }) => retired), ...gone.flatMap(({ claims }) => claims)].map(({ id }) => id),
    },
  };
}

function parkedEntry({ row, code, detail }: ParkedRow): ParkedEntry {
  return {
    row: shownRow(row.row),
    code,
    detail: shownText(detail, 500),
    name: shownText(row.name, 300),
    provider: row.provider === null ? null : shownText(row.provider, 300),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareIds(a.id, b.id);
}

/** Whether these are all the claims on the subject. */
function hasNoOtherClaims(catalog: Catalog, subject: string, claims: readonly Claim[]): boolean {
  return catalog.claimsBySubject.get(subject)?.length === claims.length;
}
