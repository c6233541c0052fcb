import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ranking } from '../../src/explaining/answer/ranking.ts';
import type { RankingRequest } from '../../src/ranking/ask/request.ts';
import { requestsOn } from '../support/requests/random-request.ts';
import { RUNS, SEED } from './runs.ts';
import { KEY, wholeApp } from './whole-app.ts';

/** What the contract promises of any ranking, asked over HTTP of the whole app; that every choose-if rule holds is in test/selection. */

let service: Awaited<ReturnType<typeof wholeApp>>;
beforeAll(async () => {
  service = await wholeApp();
}, 60_000);
afterAll(() => service.close());

const options = { numRuns: RUNS, seed: SEED };
const requests = () => requestsOn(service.catalog());

async function post(body: object): Promise<string> {
  const answer = await service.app.inject({
    method: 'POST',
    url: '/v1/rankings',
    payload: JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
  });
  expect([answer.statusCode, answer.body.slice(0, 500)]).toEqual([200, expect.anything()]);
  return answer.body;
}
const ask = async (body: object): Promise<Ranking> => JSON.parse(await post(body));

/** The same JSON with the members of every object in the other order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

const placesIn = ({ ranking }: Ranking) => ranking.map(({ rank, model, offer }) => [rank, model, offer]);
const outOf = async (body: RankingRequest) => (await ask({ ...body, fold: 'none', excluded_limit: 1000 })).excluded.items;

test('the same request has the same bytes, and its members may come in any order', () =>
  fc.assert(
    fc.asyncProperty(requests(), async (request) => {
      const first = await post(request);
      expect(await post(request)).toBe(first);
      const turned = await ask(reversed(request) as object);
      expect(placesIn(turned)).toEqual(placesIn(JSON.parse(first)));
    }),
    options,
  ));

test('an answer names the revision, and every claim in it can be looked up', () =>
  fc.assert(
    fc.asyncProperty(requests(), async (request) => {
      const text = await post({ ...request, limit: 5, excluded_limit: 5 });
      const { revision, hash } = service.catalog();
      expect(JSON.parse(text).catalog).toMatchObject({ revision, hash });
      for (const [claim] of text.matchAll(/clm_(?:drv_)?[0-9a-f]+/g)) {
        const found = await service.app.inject(`/v1/claims/${claim}`);
        expect([claim, found.statusCode]).toEqual([claim, 200]);
      }
    }),
    options,
  ));

test('a limit cuts the ranking and changes nothing else in it', () =>
  fc.assert(
    fc.asyncProperty(requests(), fc.integer({ min: 1, max: 10 }), async (request, limit) => {
      const whole = await ask({ ...request, limit: 100 });
      const cut = await ask({ ...request, limit });
      expect(cut.ranking).toEqual(whole.ranking.slice(0, limit));
      expect([cut.considered, cut.eligible]).toEqual([whole.considered, whole.eligible]);
    }),
    options,
  ));

test('one more requirement lets nobody in', () =>
  fc.assert(
    fc.asyncProperty(requests(), requests(), async (request, other) => {
      const { prefer: _, ...bare } = request;
      // a profile can bring requirements of its own, so that none is taken here; what is worked out needs what it is worked out from
      const more = Object.entries(other.require ?? {}).find(([name]) => service.catalog().attributes.has(name) && !bare.require?.[name]);
      if (!more || !bare.require) return;
      const [name] = more;
      // asking for what is retired, or not yet out, by name lets those in
      if (name === 'lifecycle' || name === 'retirement_date') return;
      const before = (await outOf(bare)).map(({ offer, model }) => offer ?? model);
      const after = new Set(
        (await outOf({ ...bare, require: { ...bare.require, [name]: more[1] } })).map(({ offer, model }) => offer ?? model),
      );
      expect(before.filter((id) => !after.has(id))).toEqual([]);
    }),
    options,
  ));

test('only candidates that were named are ranked', () =>
  fc.assert(
    fc.asyncProperty(
      requests(),
      fc.uniqueArray(fc.constantFrom(...service.catalog().models.keys()), { minLength: 1, maxLength: 4 }),
      async (request, models) => {
        const { view, ...rest } = request;
        const { ranking } = await ask({ ...rest, ...(view && view !== 'article' && { view }), candidates: { models } });
        expect(ranking.filter(({ model }) => !models.includes(model))).toEqual([]);
      },
    ),
    options,
  ));
