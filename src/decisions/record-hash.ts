import type { DecisionEvent, RecordHead } from './decision.ts';

/** SHA-256 of text in UTF-8, as `sha256:` and 64 hexadecimal digits. It is handed in because pure code imports no cryptography. */
export type Hash = (text: string) => string;

/**
 * The text that a record's hash is over: JSON without white space, members in this order, the request as given and the result byte for byte.
 * It can be rebuilt from an exported record with JSON.parse and JSON.stringify of these members.
 */
export function canonicalText(head: RecordHead, result: string): string {
  return withResult(headText(head), result);
}

/** An object in JSON with the result as its last member, byte for byte. */
export function withResult(object: string, result: string): string {
  return `${object.slice(0, -1)},"result":${result}}`;
}

export function headText(head: RecordHead): string {
  const { id, created_at, created_by, title, owner, context, tags, supersedes, catalog, engine, request, chosen } = head;
  return JSON.stringify({
    id,
    created_at,
    created_by,
    title,
    owner,
    context,
    tags,
    supersedes,
    catalog: { revision: catalog.revision, hash: catalog.hash },
    engine,
    request,
    chosen: { model: chosen.model, offer: chosen.offer, rank: chosen.rank, score: chosen.score, why: chosen.why },
  });
}

export function recordHash(hash: Hash, head: RecordHead, result: string): string {
  return hash(canonicalText(head, result));
}

/** The event with its hash. `before` is the hash of the previous event; for the first event it is the hash of the record. */
export function chained(hash: Hash, before: string, event: Omit<DecisionEvent, 'sha256'>): DecisionEvent {
  const { status, at, by, note, superseded_by } = event;
  const content = { status, at, by, note, superseded_by };
  return { ...content, sha256: hash(`${before}\n${JSON.stringify(content)}`) };
}

/** Whether every event's hash follows from the one before it. */
export function isChain(hash: Hash, recorded: string, events: readonly DecisionEvent[]): boolean {
  return events.every((event, i) => chained(hash, events[i - 1]?.sha256 ?? recorded, event).sha256 === event.sha256);
}
