import type { Service } from './deps.ts';

/** The day that counts where a request names none, in UTC. */
export function todayOf({ clock }: Pick<Service, 'clock'>): string {
  return dayOf(clock());
}

export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
