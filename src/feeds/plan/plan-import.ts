import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import type { Claim } from '../../catalog/claim.ts';
import { examine } from '../checks/examine.ts';
import type { ChangePlan, ImportRefusal, ParkedEntry, PlannedDoubt, RejectedRow } from './change-plan.ts';
import { type Disagreement, disagreementReader } from './disagreements.ts';
import type { ImportRequest } from './import-request.ts';
import { type MatchedRow, type Matching, matchRows, type ParkedRow } from './match-rows.ts';
import { modelStatements } from './model-statements.ts';
import { shownRow, shownText } from './normal-form.ts';
import { type RowChange, rowChange } from './row-change.ts';
import { entriesOf } from './row-claims.ts';
import { candidateFor, rowContext, type StatedRow } from './row-context.ts';

/**
 * Works out what a file of a feed changes in a catalog: afterwards the feed's active claims are exactly what the file states. Refused where
 * the catalog lacks the feed's source, or where more than half of the subjects would go and the request does not accept that.
 */
export function planImport(request: ImportRequest): ChangePlan | ImportRefusal {
  const { catalog, feed, parsed } = request;
  if (!catalog.sources.has(feed.source))
    return { refused: { code: 'unknown_source', detail: `the catalog has no source ${feed.source} that the claims could be of` } };
  const active = activeClaims(catalog, feed.source);
  const matching = matchRows(catalog, feed.format, parsed.rows);
  const { stated, rejected } = statedRows(request, matching.matched);
  const examined = examineRows(request, stated);
  const outcomes = examined.rows.map(({ match, entries }) => rowChange(request, match, entries, active.get(match.subject) ?? []));
  const ofModels = modelStatements(outcomes.map(({ match }) => match)).map((match) =>
    rowChange(request, match, entriesOf(request, match.row).entries, active.get(match.subject) ?? []),
  );
  const said = new Set([...outcomes, ...ofModels].map(({ match }) => match.subject));
  const gone = [...active].filter(([subject]) => !said.has(subject)).map(([subject, claims]) => ({ subject, claims }));
  // what rows about offers say of their models is no row of its own
  const hasOffers = parsed.rows.some(({ about }) => about === 'offer');
  const isRow = (subject: string) => !hasOffers || !catalog.models.has(subject);
  const [goneRows, standing] = [gone.filter(({ subject }) => isRow(subject)), [...active.keys()].filter(isRow)];
  if (!request.acceptGone && goneRows.length * 2 > standing.length)
    return {
      refused: {
        code: 'shrunk',
        detail: `${goneRows.length} of the ${standing.length} rows that stand would be gone: more than half, as if the file were cut or another`,
      },
    };
  return assemble(request, {
    models: matching.models,
    providers: matching.providers,
    parked: [...matching.parked, ...examined.parked],
    rejected,
    outcomes,
    ofModels,
    gone,
    goneRows,
    doubts: examined.doubts,
  });
}

/** The claims of each matched row; a row with a fault is rejected beside those that the reader has rejected. */
function statedRows(request: ImportRequest, matched: readonly MatchedRow[]): { stated: StatedRow[]; rejected: RejectedRow[] } {
  const stated: StatedRow[] = [];
  const rejected = request.parsed.rejected.map(({ row, code, detail }) => rejectedRow(row, code, detail));
  for (const match of matched) {
    const { entries, fault } = entriesOf(request, match.row);
    if (fault === null) stated.push({ match, entries });
    else rejected.push(rejectedRow(match.row.row, 'malformed', fault));
  }
  return { stated, rejected };
}

function rejectedRow(row: string, code: string, detail: string): RejectedRow {
  return { row: shownRow(row), code, detail: shownText(detail, 500) };
}

type ExaminedRows = {
  readonly rows: readonly StatedRow[];
  readonly parked: readonly ParkedRow[];
  readonly doubts: readonly PlannedDoubt[];
};

/** Puts every row to the sanity checks. */
function examineRows(request: ImportRequest, stated: readonly StatedRow[]): ExaminedRows {
  const contextOf = rowContext(request, stated);
  const rows: StatedRow[] = [];
  const parked: ParkedRow[] = [];
  const doubts: PlannedDoubt[] = [];
  for (const row of stated) {
    const { match } = row;
    const examined = examine(contextOf(row));
    for (const { check, entry, detail, amend } of examined.doubts)
      doubts.push({
        check,
        row: shownRow(match.row.row),
        subject: match.subject,
        attribute: entry.attribute,
        detail: shownText(detail, 500),
        effect: amend === null ? 'parked' : 'caveat',
      });
    if (examined.parked === null) rows.push({ match, entries: examined.entries });
    else parked.push({ row: match.row, code: 'implausible_price', detail: examined.parked });
  }
  return { rows, parked, doubts };
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

type Gone = { readonly subject: string; readonly claims: readonly Claim[] };

/** What became of the rows, and the subjects that the file no longer names. */
type Outcomes = Pick<Matching, 'models' | 'providers' | 'parked'> & {
  readonly rejected: readonly RejectedRow[];
  readonly outcomes: readonly RowChange[];
  /** What rows about offers say of their models. */
  readonly ofModels: readonly RowChange[];
  readonly gone: readonly Gone[];
  readonly goneRows: readonly Gone[];
  readonly doubts: readonly PlannedDoubt[];
};

function assemble(request: ImportRequest, outcome: Outcomes): ChangePlan {
  const { catalog, parsed, imported } = request;
  const { outcomes, ofModels, gone, goneRows } = outcome;
  const bySubject = (a: RowChange, b: RowChange) => compareIds(a.match.subject, b.match.subject);
  const ordered = outcomes.toSorted(bySubject);
  const changes = [...ordered, ...ofModels.toSorted(bySubject)];
  const withOutcome = (which: RowChange['outcome']) => ordered.filter((change) => change.outcome === which);
  const offers = ordered.flatMap(({ match: { offer } }) => (offer !== null && !catalog.offers.has(offer.id) ? [offer] : []));
  const needed = new Set(offers.map(({ provider }) => provider));
  const models = new Set(ordered.map(({ match }) => match.model));
  return {
    rows: parsed.count,
    accepted: outcomes.length,
    parked: outcome.parked.map(parkedEntry).sort((a, b) => compareIds(a.row, b.row)),
    rejected: outcome.rejected.toSorted((a, b) => compareIds(a.row, b.row)),
    new: withOutcome('new').map(({ match, stated }) => ({ row: match.row.row, subject: match.subject, statements: stated.length })),
    changed: withOutcome('changed').map(({ match, changes: of }) => ({ row: match.row.row, subject: match.subject, changes: of })),
    confirmed: withOutcome('confirmed').length,
    unchanged: withOutcome('unchanged').length,
    gone: goneRows
      .map(({ subject, claims }) => ({ subject, row: claims[0]?.locator ?? '' }))
      .sort((a, b) => compareIds(a.subject, b.subject)),
    disagreements: disagreementsOf(request, changes),
    doubts: outcome.doubts.toSorted((a, b) => compareIds(a.check, b.check) || compareIds(a.row, b.row)),
    add: {
      attributes: [],
      sources: [],
      providers: [...outcome.providers.values()].filter(({ id }) => needed.has(id) && !catalog.providers.has(id)).sort(byId),
      models: [...outcome.models.values()].filter(({ id }) => models.has(id)).sort(byId),
      offers,
      claims: changes.flatMap(({ added }) => added),
    },
    retire: {
      offers: gone
        .filter(({ subject, claims }) => imported.has(subject) && hasNoOtherClaims(catalog, subject, claims))
        .map(({ subject }) => subject),
      claims: [...changes.flatMap(({ retired }) => retired), ...gone.flatMap(({ claims }) => claims)].map(({ id }) => id),
    },
  };
}

function disagreementsOf({ catalog, feed, asOf }: ImportRequest, changes: readonly RowChange[]): Disagreement[] {
  const differ = disagreementReader(catalog, feed.source, asOf);
  const found = changes.flatMap(({ match, stated }) => {
    const candidate = candidateFor(catalog, match);
    return stated.flatMap(({ entry, id }) => differ(candidate, entry, id) ?? []);
  });
  return found.sort((a, b) => compareIds(a.subject, b.subject) || compareIds(a.attribute, b.attribute));
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
