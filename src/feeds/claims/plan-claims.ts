import { compareIds } from '../../catalog/catalog.ts';
import type { Claim, Source, SourceEntry } from '../../catalog/claim.ts';
import type { ChangePlan, ParkedEntry, RejectedRow } from '../plan/change-plan.ts';
import { type DisagreementReader, disagreementReader } from '../plan/disagreements.ts';
import { shownRow, shownText, slugOf } from '../plan/normal-form.ts';
import { claimDiff, type StatedClaim } from './claim-diff.ts';
import type { ClaimsFault, ClaimsRequest } from './claims-request.ts';
import { newDeclarations } from './new-declarations.ts';
import type { ParsedClaims } from './parsed-claims.ts';

/** `claims` are the ids of the stated claims, in the order of the rows. */
export type ClaimsPlan = ChangePlan & { readonly claims: readonly string[]; readonly faults: readonly ClaimsFault[] };

/**
 * Works out what a file of claims changes. A claim replaces those on the same subject, attribute, source, period and mode that an operator or an
 * import has stated; no other claim is retired. `faults` are those of the declarations and of `retire`: a plan with one must not be carried out.
 */
export function planClaims(request: ClaimsRequest): ClaimsPlan {
  const { catalog, parsed, claimId } = request;
  const declared = newDeclarations(request);
  const sources = new Map([...catalog.sources, ...parsed.declared.sources.map((source) => [source.id, source] as const)]);
  const inline = new Map<string, Source>();
  const parked: ParkedEntry[] = [];
  const stated: StatedClaim[] = [];
  for (const row of parsed.rows) {
    if (!declared.hasSubject(row.subject)) {
      const detail = 'neither the catalog nor the file has this subject';
      parked.push({ row: shownRow(row.row), code: 'unknown_subject', detail, name: shownText(row.subject, 300), provider: null });
      continue;
    }
    const source = typeof row.source === 'string' ? row.source : inlineSource(row.source, claimId);
    if (typeof row.source !== 'string' && sources.get(source) === undefined) inline.set(source, { id: source, ...row.source });
    stated.push({ row, subject: row.subject, entry: { ...row.entry, source } });
  }
  const changes = claimDiff(request, stated);
  const { faults, retired } = retirements(request, changes.kept);
  const added = { ...declared.add, sources: [...declared.add.sources, ...inline.values()] };
  return {
    rows: parsed.count,
    accepted: stated.length - changes.duplicates.length,
    parked,
    rejected: [...parsed.rejected.map(rejection), ...changes.duplicates].sort((a, b) => compareIds(a.row, b.row)),
    new: changes.new,
    changed: changes.changed,
    confirmed: 0,
    unchanged: stated.length - changes.duplicates.length - changes.new.length - changes.changed.length,
    gone: [],
    disagreements: changes.disagreements(disagreementReaders(request, sources)),
    doubts: [],
    add: { ...added, claims: changes.added },
    retire: { offers: [], claims: [...new Set([...changes.retired, ...retired])] },
    claims: changes.claimIds,
    faults: [...parsed.faults, ...declared.faults, ...faults],
  };
}

function rejection({ row, faults }: ParsedClaims['rejected'][number]): RejectedRow {
  const detail = faults.map((fault) => `${fault.pointer}: ${fault.detail}`).join('; ');
  return { row: shownRow(row), code: faults[0]?.code ?? 'malformed', detail: shownText(detail, 1000) };
}

/** The id of a source that a claim describes itself: the same for the same kind, title and locator. */
function inlineSource({ kind, title, locator }: SourceEntry, claimId: ClaimsRequest['claimId']): string {
  const mark = claimId(JSON.stringify([kind, title, locator])).slice(4, 12);
  const name = slugOf(shownText(title, 60));
  return name === null ? `source-${mark}` : `${name}-${mark}`;
}

/** One reader for each source. A source that the catalog does not have yet has no claims there that could differ. */
function disagreementReaders({ catalog, today }: ClaimsRequest, sources: ReadonlyMap<string, Source>) {
  const readers = new Map<string, DisagreementReader>();
  return (source: string): DisagreementReader => {
    const reader = readers.get(source) ?? disagreementReader(catalog, sources.get(source)?.id ?? source, today);
    readers.set(source, reader);
    return reader;
  };
}

const NOT_STATED = 'no source states a claim with this id; a derived one goes when one goes that it was made from';

function retirements({ catalog, retire }: ClaimsRequest, kept: ReadonlySet<string>): { faults: ClaimsFault[]; retired: string[] } {
  const faults: ClaimsFault[] = [];
  for (const [index, id] of retire.entries()) {
    const claim: Claim | undefined = catalog.claims.get(id);
    const pointer = `/retire/${index}`;
    if (claim === undefined) faults.push({ pointer, code: 'unknown_claim', detail: NOT_STATED });
    else if (claim.retired_in !== null)
      faults.push({ pointer, code: 'already_retired', detail: `retired in revision ${claim.retired_in}` });
    else if (kept.has(id)) faults.push({ pointer, code: 'stated_too', detail: 'the same request states this claim' });
  }
  return { faults, retired: [...retire] };
}
