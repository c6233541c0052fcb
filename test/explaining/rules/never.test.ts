import { expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../../support/catalogs/fixture.ts';
import { ask } from '../../support/requests/ask.ts';

/** `lab/old` is worse than `lab/new` on both criteria at the host, and better on the window at its own maker, where it is retired. */
const CATALOG = compileCatalog(
  dataOf({
    attributes: [
      attributeOf('quality'),
      attributeOf('window', { scope: 'offer' }),
      attributeOf('lifecycle', { type: 'string', better: 'none', scale: null, values: ['current', 'retired'] }),
    ],
    models: ['lab/new', 'lab/old'].map((id) => modelOf(id)),
    providers: ['host', 'lab'].map((id) => ({ id, name: id })),
    offers: ['lab/new@host', 'lab/old@host', 'lab/old@lab'].map(offerOf),
    claims: [
      claimOf('lab/new', 'quality', 80),
      claimOf('lab/old', 'quality', 60),
      claimOf('lab/new@host', 'window', 50),
      claimOf('lab/old@host', 'window', 40),
      claimOf('lab/old@lab', 'window', 90),
      claimOf('lab/old@lab', 'lifecycle', 'retired'),
    ],
  }),
);

const NEVER = expect.objectContaining({ kind: 'never', choose: 'lab/old', dominated_by: ['lab/new'] });
const byQuality = { prefer: { weights: { quality: 9, window: 1 } } };

test('a model is never the best whose every offer is matched by one of another', () => {
  expect(ask(CATALOG, byQuality).verdict.choose_if).toContainEqual(NEVER);
});

test('an offer that a requirement on the lifecycle alone lets in may make its model the best, so nothing says never', () => {
  const require = { lifecycle: { any_of: ['retired'], if_unknown: 'keep' } };
  expect(ask(CATALOG, { require, ...byQuality }).verdict).toMatchObject({ choose: 'lab/new' });
  expect(ask(CATALOG, { require, ...byQuality }).verdict.choose_if).not.toContainEqual(NEVER);
  expect(ask(CATALOG, { require, prefer: { weights: { quality: 1, window: 9 } } }).verdict).toMatchObject({
    choose: 'lab/old',
    offer: 'lab/old@lab',
  });
});
