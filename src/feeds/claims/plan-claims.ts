import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import type { Claim, ClaimEntry, SeedClaim, Source, SourceEntry } from '../../catalog/claim.ts';
import { claimContent } from '../../catalog/claim-content.ts';
import type { Candidate } from '../../catalog/facts/fact-view.ts';
import { pointerOf } from '../../catalog/seed/seed-fault.ts';
import type { ChangedRow, ChangePlan, NewRow, ParkedEntry, RejectedRow } from '../plan/change-plan.ts';
import { type DisagreementReader, disagreementReader } from '../plan/disagreements.ts';
import { shownRow, shownText, slugOf } from '../plan/normal-form.ts';
import { sameContent } from '../plan/same-content.ts';
import type { ClaimReading, ClaimRow, Declared } from './claim-reading.ts';

/** One thing wrong with what an operator sends, and where. */
export type ClaimsFault = { readonly pointer: string; readonly code: string; readonly detail: string };

export type ClaimsRequest = {
  readonly catalog: Catalog;
  readonly reading: ClaimReading;
  /** Ids of claims to retire. */
  readonly retire: readonly string[];
  readonly today: string;
  readonly claimId: (content: string) => string;
};

/** `claims` are the ids of the claims that are stated, in the order of the rows. */
export type ClaimsPlan = ChangePlan & { readonly claims: readonly string[]; readonly faults: readonly ClaimsFault[] };

type DeclaredTable = 'attributes' | 'sources' | 'providers' | 'models' | 'offers';

/**
 * Works out what a file of claims changes. A claim takes the place of those on the same subject, attribute, source and period that an operator or an
 * import has stated; nothing else goes. Faults of the declarations and of `retire` are in `faults`: the plan is worth nothing with one.
 */
export function planClaims(request: ClaimsRequest): ClaimsPlan {
  const { catalog, reading, claimId } = request;
  const declared = declarations(request);
  const sources = new Map([...catalog.sources, ...reading.declared.sources.map((source) => [source.id, source] as const)]);
  const inline = new Map<string, Source>();
  const parked: ParkedEntry[] = [];
  const stated: Stated[] = [];
  for (const row of reading.rows) {
    if (!declared.subjects(row.subject)) {
      const detail = 'neither the catalog nor the file has this subject';
      parked.push({ row: shownRow(row.row), code: 'unknown_subject', detail, name: shownText(row.subject, 300), provider: null });
      continue;
    }
    const source = typeof row.source === 'string' ? row.source : inlineSource(row.source, claimId);
    if (typeof row.source !== 'string' && sources.get(source) === undefined) inline.set(source, { id: source, ...row.source });
    stated.push({ row, subject: row.subject, entry: { ...row.entry, source } });
  }
  const changes = claimChanges(request, stated);
  const { faults, retired } = retirements(request, changes.kept);
  const added = { ...declared.add, sources: [...declared.add.sources, ...inline.values()] };
  return {
    rows: reading.count,
    accepted: stated.length - changes.twice.length,
    parked,
    rejected: [...reading.rejected.map(rejection), ...changes.twice].sort((a, b) => compareIds(a.row, b.row)),
    new: changes.new,
    changed: changes.changed,
    confirmed: 0,
    unchanged: stated.length - changes.twice.length - changes.new.length - changes.changed.length,
    gone: [],
    disagreements: changes.disagreements(disagreementReaders(request, sources)),
    add: { ...added, claims: changes.added },
    retire: { offers: [], claims: [...new Set([...changes.retired, ...retired])] },
    claims: changes.ids,
    faults: [...reading.faults, ...declared.faults, ...faults],
  };
}

function rejection({ row, faults }: ClaimReading['rejected'][number]): RejectedRow {
  const detail = faults.map((fault) => `${fault.pointer}: ${fault.detail}`).join('; ');
  return { row: shownRow(row), code: faults[0]?.code ?? 'malformed', detail: shownText(detail, 1000) };
}

/** The id of a source that is described on the spot: the same for the same kind, title and locator. */
function inlineSource({ kind, title, locator }: SourceEntry, claimId: ClaimsRequest['claimId']): string {
  const mark = claimId(JSON.stringify([kind, title, locator])).slice(4, 12);
  const name = slugOf(shownText(title, 60));
  return name === null ? `source-${mark}` : `${name}-${mark}`;
}

type Additions = Omit<ChangePlan['add'], 'claims'>;
type Declarations = {
  readonly add: Additions;
  readonly faults: readonly ClaimsFault[];
  /** Whether something can be said of it. */
  readonly subjects: (id: string) => boolean;
};

/** What the file declares and the catalog has not. */
function declarations({ catalog, reading: { declared } }: ClaimsRequest): Declarations {
  const faults = declarationFaults(catalog, declared);
  const fresh = <T extends { readonly id: string }>(table: DeclaredTable, rows: readonly T[]): T[] =>
    [...new Map(rows.map((row) => [row.id, row])).values()].filter((row) => {
      const standing: object | undefined = catalog[table].get(row.id);
      if (standing === undefined) return true;
      if (sameContent(standing, row)) return false;
      faults.push({ pointer: placeOf(table, row.id), code: 'already_declared', detail: `the catalog has another ${row.id}` });
      return false;
    });
  const names = new Set([...declared.providers, ...declared.models, ...declared.offers].map(({ id }) => id));
  return {
    add: {
      attributes: fresh('attributes', declared.attributes),
      sources: fresh('sources', declared.sources),
      providers: fresh('providers', declared.providers),
      models: fresh('models', declared.models),
      offers: fresh('offers', declared.offers),
    },
    faults,
    subjects: (id) =>
      names.has(id) || [catalog.families, catalog.models, catalog.providers, catalog.offers].some((subjects) => subjects.has(id)),
  };
}

/** What a declaration names and nothing has, and names that something else bears. */
function declarationFaults(catalog: Catalog, declared: Declared): ClaimsFault[] {
  const faults: ClaimsFault[] = [];
  const has = (rows: readonly { readonly id: string }[], id: string) => rows.some((row) => row.id === id);
  const fault = (table: DeclaredTable, id: string, code: string, detail: string) =>
    faults.push({ pointer: placeOf(table, id), code, detail });
  for (const attribute of declared.attributes) {
    if (catalog.groups.has(attribute.id)) fault('attributes', attribute.id, 'already_declared', `${attribute.id} is a group of criteria`);
  }
  for (const { id, family } of declared.models) {
    if (catalog.families.has(id)) fault('models', id, 'already_declared', `${id} is a family`);
    if (family !== null && !catalog.families.has(family)) fault('models', id, 'unknown_family', `there is no family ${family}`);
  }
  for (const { id, model, provider } of declared.offers) {
    if (!catalog.models.has(model) && !has(declared.models, model)) fault('offers', id, 'unknown_model', `there is no model ${model}`);
    if (!catalog.providers.has(provider) && !has(declared.providers, provider))
      fault('offers', id, 'unknown_provider', `there is no provider ${provider}`);
  }
  return faults;
}

function placeOf(table: DeclaredTable, id: string): string {
  return pointerOf(table === 'offers' ? [table] : [table, id]);
}

type Stated = { readonly row: ClaimRow; readonly subject: string; readonly entry: ClaimEntry };
type ClaimChanges = {
  readonly new: readonly NewRow[];
  readonly changed: readonly ChangedRow[];
  readonly twice: readonly RejectedRow[];
  readonly added: readonly SeedClaim[];
  readonly retired: readonly string[];
  /** Claims that stand and are stated again. */
  readonly kept: ReadonlySet<string>;
  readonly ids: readonly string[];
  readonly disagreements: (reader: (source: string) => DisagreementReader | null) => ChangePlan['disagreements'];
};

function topicOf(subject: string, { attribute, source, when }: ClaimEntry): string {
  return JSON.stringify([subject, attribute, source, when && [when.from, when.until, when.input_tokens_above, when.daily_utc]]);
}

function claimChanges({ catalog, claimId }: ClaimsRequest, stated: readonly Stated[]): ClaimChanges {
  const told = stated.map((one) => ({ ...one, id: claimId(claimContent(one.subject, one.entry)) }));
  const topics = Map.groupBy(told, ({ subject, entry }) => topicOf(subject, entry));
  const added: SeedClaim[] = [];
  const retired: string[] = [];
  const kept = new Set<string>();
  const news: NewRow[] = [];
  const changed: ChangedRow[] = [];
  const twice: RejectedRow[] = [];
  const candidates: { entry: ClaimEntry; id: string; candidate: Candidate }[] = [];
  for (const [topic, statements] of topics) {
    const first = statements[0] as (typeof told)[number];
    const { subject } = first;
    const standing = (catalog.claimsBySubject.get(subject) ?? []).filter((claim) => topicOf(subject, claim) === topic);
    const replaceable = standing.filter(({ origin }) => origin !== 'seed');
    const seen = new Set<string>();
    const going = replaceable.filter(({ id }) => !statements.some((one) => one.id === id));
    let position = nextPosition(catalog, subject, first.entry);
    for (const { row, entry, id } of statements) {
      if (seen.has(id)) {
        twice.push({ row: shownRow(row.row), code: 'duplicate', detail: 'the same claim stands here twice' });
        continue;
      }
      seen.add(id);
      candidates.push({ entry, id, candidate: candidateNamed(catalog, subject) });
      if (standing.some((claim) => claim.id === id)) {
        kept.add(id);
        continue;
      }
      added.push({ ...entry, id, subject, position });
      position += 1;
      const before = going.shift();
      if (before === undefined) news.push({ row: shownRow(row.row), subject, statements: 1 });
      else {
        retired.push(before.id);
        changed.push({
          row: shownRow(row.row),
          subject,
          changes: [{ attribute: entry.attribute, before: before.value, after: entry.value }],
        });
      }
    }
    // more stood than the file states now: one statement in place of several
    retired.push(...going.map(({ id }) => id));
  }
  return {
    new: news,
    changed,
    twice,
    added,
    retired,
    kept,
    ids: told.map(({ id }) => id),
    disagreements: (reader) => candidates.flatMap(({ entry, id, candidate }) => reader(entry.source)?.(candidate, entry, id) ?? []),
  };
}

/** After all that its source says of the attribute of the subject already: of two statements of one source the later one stands. */
function nextPosition(catalog: Catalog, subject: string, { attribute, source }: ClaimEntry): number {
  const said = (catalog.claimsBySubject.get(subject) ?? []).filter((claim) => claim.attribute === attribute && claim.source === source);
  return Math.max(-1, ...said.map(({ position }) => position)) + 1;
}

function candidateNamed(catalog: Catalog, subject: string): Candidate {
  const [beforeAt = '', atProvider = null] = subject.split('@');
  const family = catalog.models.get(beforeAt)?.family ?? null;
  const provider = atProvider?.split(':')[0] ?? (subject.includes('/') ? null : subject);
  return { id: subject, model: beforeAt, family, offer: atProvider === null ? null : subject, provider };
}

/** One reader a source; none for a source that the catalog has not met, against which nothing of its own can stand. */
function disagreementReaders({ catalog, today }: ClaimsRequest, sources: ReadonlyMap<string, Source>) {
  const readers = new Map<string, DisagreementReader>();
  return (source: string): DisagreementReader => {
    const reader = readers.get(source) ?? disagreementReader(catalog, sources.get(source)?.id ?? source, today);
    readers.set(source, reader);
    return reader;
  };
}

function retirements({ catalog, retire }: ClaimsRequest, kept: ReadonlySet<string>): { faults: ClaimsFault[]; retired: string[] } {
  const faults: ClaimsFault[] = [];
  for (const [index, id] of retire.entries()) {
    const claim: Claim | undefined = catalog.claims.get(id);
    const pointer = `/retire/${index}`;
    if (claim === undefined) faults.push({ pointer, code: 'unknown_claim', detail: 'the catalog has no claim with this id' });
    else if (claim.retired_in !== null)
      faults.push({ pointer, code: 'already_retired', detail: `retired in revision ${claim.retired_in}` });
    else if (kept.has(id)) faults.push({ pointer, code: 'stated_too', detail: 'the same request states this claim' });
  }
  return { faults, retired: [...retire] };
}
