import { onTestFinished } from 'vitest';
import type { Store } from '../../src/store/contract/store.ts';

/** A fresh store with nothing in it. `again` opens another handle on the same storage; null where an engine has one handle only. */
export type Opened = { readonly store: Store; readonly again: (() => Store) | null };
export type Open = () => Opened;

/** A fresh store, closed when the test is over. */
export function opened(open: Open): Store {
  return handles(open)[0];
}

/** Two handles on one storage, or one twice where there is no other. */
export function handles(open: Open): readonly [Store, Store] {
  const { store, again } = open();
  onTestFinished(() => store.close());
  if (again === null) return [store, store];
  const other = again();
  onTestFinished(() => other.close());
  return [store, other];
}
