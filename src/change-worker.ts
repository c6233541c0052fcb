import type { ClaimsOutcome } from './feeds/claims/claims-change.ts';
import type { ImportReport } from './feeds/import-report.ts';
import type { ImportRefusal } from './feeds/plan/change-plan.ts';
import { type ClaimsTask, carryOutClaims, carryOutImport, type ImportTask } from './service/imports/change-tasks.ts';
import type { Store } from './store/contract/store.ts';
import { openStore } from './store/sqlite/store.ts';

/** The thread of service/imports/change-thread.ts: each task has a store of its own, which is closed with it. */

export function importTask({
  database,
  task,
}: {
  readonly database: string;
  readonly task: ImportTask;
}): Promise<ImportReport | ImportRefusal> {
  return withStore(database, task.order.now, ({ catalog }) => carryOutImport(catalog, task));
}

export function claimsTask({ database, task }: { readonly database: string; readonly task: ClaimsTask }): Promise<ClaimsOutcome> {
  return withStore(database, task.by.now, ({ catalog }) => carryOutClaims(catalog, task));
}

async function withStore<T>(database: string, now: Date, use: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(database, now);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
