import type { Decision, RecordHead } from '../../src/decisions/decision.ts';
import type { Done, IdempotencyKey, NotDone, Writing } from '../../src/store/contract/decisions.ts';
import type { Store } from '../../src/store/contract/store.ts';

export const START = new Date('2026-11-24T06:00:00.000Z');
export const later = (ms: number) => new Date(START.getTime() + ms);
const HASH = `sha256:${'0'.repeat(64)}`;

export type Content = Omit<RecordHead, 'id' | 'created_at' | 'created_by'>;

/** What a decision says, as far as a store looks at it. */
export const contentOf = (over: Partial<Content> = {}): Content => ({
  title: 'Model for contracts',
  owner: null,
  context: null,
  tags: [],
  supersedes: null,
  catalog: { revision: 1, hash: HASH },
  engine: '0.1.0',
  request: { prefer: { weights: { price_input: 1 } } },
  chosen: { model: 'lab/a', offer: 'lab/a@cloud', rank: 1, score: 0.1 + 0.2, why: null },
  ...over,
});

export const writing = (over: Partial<Writing> = {}): Writing => ({ by: 'ci', now: START, once: null, ...over });

export const keyOf = (key: string, over: Partial<IdempotencyKey> = {}): IdempotencyKey => ({
  caller: 'ci',
  operation: 'POST /v1/decisions',
  key,
  fingerprint: 'a'.repeat(64),
  ...over,
});

export function done(outcome: Done | NotDone): Done {
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome;
}

/** Saves a decision that has to be taken. */
export async function saved({ decisions }: Store, over: Partial<Content> = {}, by: Partial<Writing> = {}): Promise<Decision> {
  return done(await decisions.save(contentOf(over), '{"ranking":[]}', writing(by))).decision;
}
