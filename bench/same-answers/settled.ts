import { createHash } from 'node:crypto';

/**
 * What two services cannot have alike, in an answer that is a decision record or tells when something was done: instants, random ids, and
 * the hashes over both. Nothing else is touched; whether the hashes are right is told in their place. `named` puts names for known ids.
 */
export function settled(text: string, named: (text: string) => string = (said) => said): string {
  return named(withJudgedHashes(withoutFigures(text)))
    .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '{instant}')
    .replaceAll(/\bdec_[0-9a-f]{32}\b/g, '{new decision}')
    .replaceAll(/("sha256": ?")sha256:[0-9a-f]{64}/g, '$1{hash}')
    .replaceAll(/(Record hash: `)sha256:[0-9a-f]{64}/g, '$1{hash}');
}

/** Of metrics: what they are called and mean, and what our own tell apart. Node's come and go with what it does. */
function withoutFigures(text: string): string {
  if (!text.startsWith('# HELP')) return text;
  const lines = text.split('\n').filter((line) => line.startsWith('#') || /^(?:http|choose_if)/.test(line));
  return lines.map((line) => (line.startsWith('#') ? line : line.replace(/ \S+$/, ''))).join('\n');
}

type Event = { readonly sha256: string } & Readonly<Record<string, unknown>>;
type RecordMembers = { readonly sha256: string; readonly events: readonly Event[] } & Readonly<Record<string, unknown>>;

/** What a record's hash is not over. */
const LIFE = ['sha256', 'status', 'superseded_by', 'imported', 'events'];
const sha256 = (text: string) => `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;

/** The hashes of a record, made again from what they are said to be over: a record that anybody could check stays one. */
export function hashesOf(record: RecordMembers): { readonly own: string; readonly events: readonly string[] } {
  const own = sha256(JSON.stringify(Object.fromEntries(Object.entries(record).filter(([name]) => !LIFE.includes(name)))));
  const events: string[] = [];
  for (const { sha256: _, ...content } of record.events) events.push(sha256(`${events.at(-1) ?? own}\n${JSON.stringify(content)}`));
  return { own, events };
}

function withJudgedHashes(text: string): string {
  const record = recordIn(text);
  if (record === null) return text;
  const { own, events } = hashesOf(record);
  const right = own === record.sha256 && record.events.every((event, i) => event.sha256 === events[i]);
  return `${text}\n(its hashes are ${right ? 'right' : 'WRONG'})`;
}

/** The record that an answer is, if it is one. */
function recordIn(text: string): RecordMembers | null {
  if (!text.startsWith('{"id":"dec_')) return null;
  try {
    const value = JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as Partial<RecordMembers>;
    return value.sha256 !== undefined && value.events !== undefined && 'result' in value ? (value as RecordMembers) : null;
  } catch {
    return null;
  }
}
