import { type Drift, type DriftChange, isAtLeast, type Severity } from './drift-answer.ts';
import type { WatchSeverity } from './watch.ts';

/** How many changes a message lists; the others are at `drift`. */
const MAX_MESSAGE_CHANGES = 20;

/** The changes that a watch reports: those of its severity or graver. */
export function changesToReport(drift: Drift, severity: WatchSeverity): readonly DriftChange[] {
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
    /** The path of the whole drift on this service. */
    readonly drift: string;
  };
};

/** The body of a message in the shape of Standard Webhooks: type, timestamp, data. `decision.settled` says that nothing of what was reported before is left. */
export function driftMessage(
  decision: { readonly id: string; readonly title: string },
  watch: string,
  drift: Drift,
  reported: readonly DriftChange[],
  now: Date,
): DriftMessage {
  return {
    type: reported.length > 0 ? 'decision.drifted' : 'decision.settled',
    timestamp: now.toISOString(),
    data: {
      decision,
      watch,
      severity: drift.severity,
      from: drift.from,
      to: drift.to,
      total: reported.length,
      changes: reported.slice(0, MAX_MESSAGE_CHANGES),
      drift: `/v1/decisions/${decision.id}/drift?against=${drift.to.revision}`,
    },
  };
}
