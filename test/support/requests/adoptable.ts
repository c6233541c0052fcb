import { createHash } from 'node:crypto';

// biome-ignore lint/suspicious/noExplicitAny: tests write what the types forbid
export type Exported = Record<string, any>;

const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const RECORDED = [
  'id',
  'created_at',
  'created_by',
  'title',
  'owner',
  'context',
  'tags',
  'supersedes',
  'catalog',
  'engine',
  'request',
  'chosen',
  'result',
];

/** A record under another id, with hashes made by the rule that the document states, written down here a second time. */
export function adoptable(record: Exported, id: string = `dec_${'0'.repeat(32)}`): Exported {
  const changed: Exported = { ...record, id };
  changed.sha256 = sha256(JSON.stringify(Object.fromEntries(RECORDED.map((name) => [name, changed[name]]))));
  let before = changed.sha256;
  changed.events = record.events.map(({ status, at, by, note, superseded_by }: Exported) => {
    const content = { status, at, by, note, superseded_by };
    before = sha256(`${before}\n${JSON.stringify(content)}`);
    return { ...content, sha256: before };
  });
  return changed;
}
