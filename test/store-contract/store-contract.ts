import { describe } from 'vitest';
import { changesContract } from './catalog-changes.ts';
import { catalogContract } from './catalog-log.ts';
import { readContract } from './catalog-read.ts';
import { decisionContract } from './decisions.ts';
import { refreshContract } from './feed-refreshes.ts';
import { keyContract } from './keys.ts';
import type { Open } from './opening.ts';
import { watchContract } from './watches.ts';

/** What any store has to pass, of whatever engine (src/store/contract). */
export function storeContract(name: string, open: Open): void {
  describe(name, () => {
    describe('the catalog', () => {
      catalogContract(open);
      readContract(open);
      changesContract(open);
    });
    describe('decisions', () => decisionContract(open));
    describe('watches', () => watchContract(open));
    describe('keys', () => keyContract(open));
    describe('refreshes', () => refreshContract(open));
  });
}
