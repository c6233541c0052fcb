import { expect, test } from 'vitest';
import { type Change, countChanges } from '../../../src/catalog/rows/change.ts';

const row = (table: string, what: Change['what']): Change => ({
  id: `${table}:one`,
  table,
  what,
  revision: 2,
  row: 'one',
  fields: what === 'changed' ? ['title'] : [],
});

test('changes are counted by table and by what happened; a table without any is left out', () => {
  const changes = [
    row('models', 'added'),
    row('offers', 'changed'),
    row('models', 'added'),
    row('models', 'retired'),
    row('offers', 'changed'),
    row('offers', 'changed'),
  ];
  expect(countChanges(changes)).toEqual({
    models: { added: 2, changed: 0, retired: 1 },
    offers: { added: 0, changed: 3, retired: 0 },
  });
  expect(countChanges([])).toEqual({});
});
