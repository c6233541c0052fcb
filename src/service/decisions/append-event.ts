import type { Requester, Service } from '../deps.ts';
import type { Refused } from '../refused.ts';
import { type Written, writtenOf } from './written.ts';

/** What a decision becomes, and why in words. */
export type NewEvent = { readonly status: 'accepted' | 'withdrawn'; readonly note?: string | undefined };

/** Accepts or withdraws a decision; the event is the last of its record then. */
export async function appendEvent(
  { clock, decisions }: Pick<Service, 'clock' | 'decisions'>,
  id: string,
  { status, note }: NewEvent,
  { by, once }: Requester,
): Promise<Written | Refused> {
  return writtenOf(await decisions.append(id, { status, note: note ?? null }, { by, now: clock(), once }));
}
