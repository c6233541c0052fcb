import { type Drift, type DriftChange, isAtLeast, type Severity } from './drift-answer.ts';
import type { WatchSeverity } from './watch.ts';

/** A message stays small: the rest is to be had from the service. */
const MOST_TOLD = 20;

/** What a watch is to hear of a drift: the changes of its severity or more. */
export function toldOf(drift: Drift, severity: WatchSeverity): readonly DriftChange[] {
  return drift.changes.filter((change) => isAtLeast(change.severity, severity));
}

export type DriftMessage = {
  readonly type: 'decision.drifted' | 'decision.settled';
  readonly timestamp: string;
  readonly data: {
    readonly decision: { readonly id: string; readonly title: string };
    readonly watch: string;
    readonly severity: Severity;
    readonly from: Drift['from'];
    readonly to: Drift['to'];
    readonly total: number;
    readonly changes: readonly DriftChange[];
    /** Where the whole of it is, on this service. */
    readonly drift: string;
  };
};

/** The body of a message, in the shape of Standard Webhooks: type, timestamp, data. `settled`: nothing of what was told before is left. */
export function driftMessage(
  decision: { readonly id: string; readonly title: string },
  watch: string,
  drift: Drift,
  told: readonly DriftChange[],
  now: Date,
): DriftMessage {
  return {
    type: told.length > 0 ? 'decision.drifted' : 'decision.settled',
    timestamp: now.toISOString(),
    data: {
      decision,
      watch,
      severity: drift.severity,
      from: drift.from,
      to: drift.to,
      total: told.length,
      changes: told.slice(0, MOST_TOLD),
      drift: `/v1/decisions/${decision.id}/drift?against=${drift.to.revision}`,
    },
  };
}
