import { type Delivery, type Watch, type WatchSeverity, type WatchShown, watchShown } from '../../decisions/drift/watch.ts';
import type { Service } from '../deps.ts';
import { inBody } from '../faults.ts';
import { isRefused, meaningless, type Refused } from '../refused.ts';
import { findDecision, NO_DECISION } from './find-decision.ts';
import { secretText } from './watch-secret.ts';

/** Messages to a watch that are shown with it. */
export const MOST_DELIVERIES = 50;

type Watched = Pick<Service, 'decisions' | 'watching'>;

/** Whom to tell, and from which severity on; left out: `warning`. */
export type NewWatch = { readonly url: string; readonly severity?: WatchSeverity | undefined };

/** Tells a URL from now on when the decision drifts. The secret that messages are signed with is shown this once. */
export async function watchDecision(
  service: Watched & Pick<Service, 'clock'>,
  id: string,
  { url, severity = 'warning' }: NewWatch,
  by: string | null,
): Promise<(WatchShown & { readonly secret: string }) | Refused> {
  const { watches, urlFault, check } = service.watching;
  const decision = await findDecision(service, id);
  if (isRefused(decision)) return decision;
  const fault = urlFault(url);
  if (fault !== null) return meaningless([{ ...inBody(['url']), code: 'url_not_allowed', detail: fault }]);
  const made = await watches.add({ decision: id, url, severity }, by, service.clock());
  if ('refused' in made) return REFUSED[made.refused];
  check();
  return { ...watchShown(made.watch), secret: secretText(made.secret) };
}

/** The watches of a decision, live ones and those that ended, in order of id. */
export async function watchesOf(service: Watched, id: string): Promise<{ readonly watches: readonly WatchShown[] } | Refused> {
  const decision = await findDecision(service, id);
  if (isRefused(decision)) return decision;
  return { watches: (await service.watching.watches.of(decision.head.id)).map(watchShown) };
}

/** A watch with the newest of its messages first: those under way, those delivered and those given up. */
export async function watchPage(
  service: Watched,
  id: string,
  watchId: string,
): Promise<(WatchShown & { readonly deliveries: Delivery[] }) | Refused> {
  const watch = await findWatch(service, id, watchId);
  if (isRefused(watch)) return watch;
  return { ...watchShown(watch), deliveries: [...(await service.watching.watches.deliveries(watch.id, MOST_DELIVERIES))] };
}

/** Ends a live watch: nothing more is sent, and its secret is forgotten. What was sent stays on record. */
export async function endWatch(service: Watched & Pick<Service, 'clock'>, id: string, watchId: string): Promise<WatchShown | Refused> {
  const watch = await findWatch(service, id, watchId);
  if (isRefused(watch)) return watch;
  const ended = await service.watching.watches.end(id, watch.id, service.clock());
  return ended ? watchShown(ended) : conflict('The watch has ended already.');
}

async function findWatch(service: Watched, id: string, watchId: string): Promise<Watch | Refused> {
  const decision = await findDecision(service, id);
  if (isRefused(decision)) return decision;
  const watch = (await service.watching.watches.of(id)).find((one) => one.id === watchId);
  return watch ?? { refused: 'not_found', detail: 'The decision has no watch with this id.' };
}

function conflict(detail: string): Refused {
  return { refused: 'conflict', detail };
}

const REFUSED: Readonly<Record<'unknown' | 'closed' | 'twice' | 'too_many', Refused>> = {
  unknown: NO_DECISION,
  closed: conflict('The decision is superseded or withdrawn: nothing is held against the catalog any more.'),
  twice: conflict('The decision has a live watch for this URL: end that first. A lost secret is not shown again.'),
  too_many: conflict('The decision has as many live watches as may be: end one first.'),
};
