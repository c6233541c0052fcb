import { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { ModelId } from '../../catalog/claim.ts';
import { choose } from '../../decisions/choose.ts';
import { DECISION_TEXT, DecisionStatus, type RecordHead, Tag } from '../../decisions/decision.ts';
import { decisionJson } from '../../decisions/decision-json.ts';
import { decisionPage, type Evidence } from '../../decisions/decision-page.ts';
import { decisionTable } from '../../decisions/decision-table.ts';
import { DriftCode } from '../../decisions/drift/drift-answer.ts';
import { lineOf } from '../../decisions/free-text.ts';
import { NewDecision } from '../../decisions/new-decision.ts';
import { statusOf, supersededBy } from '../../decisions/status.ts';
import { ENGINE_VERSION } from '../../engine-version.ts';
import { optionsShown, prepareRanking } from '../../explaining/rank-catalog.ts';
import { decisionDrift } from '../../http/decision-drift.ts';
import { faultsOf, inBody } from '../../http/faults.ts';
import { idempotencyKey, oneAtATime } from '../../http/idempotency.ts';
import { preferred } from '../../http/negotiation.ts';
import { foundPage, PAGE_QUERY, revisionParameter } from '../../http/paging.ts';
import type { Deps, Routes } from '../../http/service.ts';
import { bodyInHandler } from '../../http/validation.ts';
import { badRequest, impossible } from '../../problems.ts';
import type { DecisionSummary, PageEnd } from '../../store/contract/decisions.ts';
import { askRanking, rankingBytes } from '../ask-ranking.ts';
import { dayOf } from '../catalog/evidence.ts';
import { RankingBody } from '../ranking-body.ts';
import { DecisionAnswer, DecisionParams, decisionNamed, JSON_TYPE, replyDone, unknownSuperseded } from './decision-answer.ts';
import { DECISION, NEW_DECISION } from './decision-example.ts';

const Body = NewDecision.extend({ ranking: RankingBody }).meta({
  id: 'NewDecision',
  description: 'A ranking to work out and keep, what is chosen from it, and what it is for.',
});
/** The ranking is read beside the rest, with the catalog. */
const Own = NewDecision.extend({ ranking: z.unknown().optional() });

const Summary = z
  .strictObject({
    ...DecisionAnswer.omit({ context: true, request: true, result: true, events: true }).shape,
  })
  .meta({ id: 'DecisionSummary', description: 'A decision record without what was asked and answered.' });

const Instant = z.iso.datetime({ offset: true }).max(40);

const ListQuery = z.strictObject({
  status: DecisionStatus.optional().meta({ description: 'Only those that have become this.' }),
  tag: Tag.optional().meta({ description: 'Only those with this tag.' }),
  owner: lineOf(DECISION_TEXT.owner).optional().meta({ description: 'Only those of this owner.' }),
  model: ModelId.optional().meta({ description: 'Only those that chose this model.' }),
  catalog_revision: revisionParameter(1).optional().meta({ description: 'Only those made on this revision of the catalog.' }),
  created_before: Instant.optional().meta({ description: 'Only those saved before this instant.' }),
  created_after: Instant.optional().meta({ description: 'Only those saved after this instant.' }),
  drift: DriftCode.optional().meta({
    description:
      'Only those of which this has changed since, held against the newest catalog and today. A page looks at as many records as `limit` says and holds those that fit: it may be short, or empty, and have a `next` all the same.',
  }),
  ...PAGE_QUERY,
});

const TYPES = ['application/json', 'text/markdown', 'text/csv'] as const;

/** Decision records: saved, found and exported. */
export const decisions: Routes = (app, { catalog, catalogAt, clock, analyses, decisions: store, metrics }) => {
  const alone = oneAtATime();

  app.post(
    '/v1/decisions',
    {
      schema: {
        operationId: 'saveDecision',
        tags: ['records'],
        summary: 'Save a decision',
        description: [
          'Works out a ranking as POST /v1/rankings does and keeps it for good: the request as given, the catalog revision and its hash, the version',
          'of the engine, the result byte for byte, who saved it, and which of the ranked options is chosen. A record is never changed: what becomes',
          'of it is appended as events, and a later decision can supersede it. Texts are kept as they are: put no secret in them.',
        ].join(' '),
        body: Body,
        response: { 201: DecisionAnswer.describe('The record as it was kept; Location says where it is.') },
      },
      config: {
        access: 'decisions:write',
        idempotent: true,
        problems: [
          'invalid-request',
          'impossible-request',
          'conflict',
          'idempotency-key-reused',
          'storage-unavailable',
          'insufficient-storage',
        ],
        examples: { request: NEW_DECISION, response: DECISION },
      },
      validatorCompiler: bodyInHandler,
    },
    async (request, reply) => {
      const once = idempotencyKey(request);
      const now = clock();
      const known = once && (await store.before(once, now));
      if (known) return replyDone(reply, known);
      return alone(once, async () => {
        const { own, asked } = await readNew({ catalog, catalogAt }, request.body);
        const prepared = prepareRanking(asked.catalog, asked.request, dayOf(now));
        const chosen = choose(optionsShown(prepared), prepared.explanation.verdict, own.chosen);
        if ('fault' in chosen) {
          const { path, code, detail } = chosen.fault;
          throw impossible([{ ...inBody(path), code, detail }]);
        }
        const result = await rankingBytes(prepared, analyses, reply.raw, ['ranking']);
        const { title, owner = null, context = null, tags = [], supersedes = null } = own;
        const { revision, hash } = asked.catalog;
        const asGiven = (request.body as { readonly ranking: RecordHead['request'] }).ranking;
        const head = {
          title,
          owner,
          context,
          tags,
          supersedes,
          catalog: { revision, hash },
          engine: ENGINE_VERSION,
          request: asGiven,
          chosen,
        };
        const done = await store.save(head, result, { by: request.caller?.name ?? null, now, once });
        if ('refused' in done && done.refused === 'unknown') throw unknownSuperseded();
        if (!('refused' in done)) metrics.decided('record', 'saved');
        return replyDone(reply, done);
      });
    },
  );

  app.get(
    '/v1/decisions',
    {
      schema: {
        operationId: 'listDecisions',
        tags: ['records'],
        summary: 'List decisions',
        description: 'Decision records, the newest first, without their results; filters narrow together.',
        querystring: ListQuery,
        response: {
          200: z
            .strictObject({
              items: z.array(Summary).max(100).meta({ description: 'The records, the newest first.' }),
              next: z.string().max(600).meta({ description: 'The cursor of the next page; absent on the last.' }).optional(),
            })
            .describe('A page of records.'),
        },
      },
      config: {
        cache: 'record',
        examples: { parameters: { limit: 20 }, response: { items: [Summary.parse(withoutDetails(DECISION))] } },
      },
    },
    async ({ query }, reply) => {
      const { limit: _limit, cursor: _cursor, drift, created_before, created_after, ...filter } = query;
      const wanted = { ...filter, created_before: utc(created_before), created_after: utc(created_after) };
      const page = await foundPage('/v1/decisions', query, reply, (limit, after) => store.list(wanted, limit, placeAt(after)), placeText);
      const items = drift === undefined ? page.items : await drifted(page.items, drift);
      return { ...page, items: items.map(summaryOf) };
    },
  );

  /** Those of which this has changed; one after the other, so that other requests come in between. */
  async function drifted(items: readonly DecisionSummary[], code: DriftCode): Promise<DecisionSummary[]> {
    const [now, today] = [catalog(), dayOf(clock())];
    const found: DecisionSummary[] = [];
    for (const summary of items) {
      const decision = await store.find(summary.head.id);
      const drift = decision && (await decisionDrift(decision, catalogAt, now, today));
      if (drift?.changes.some((change) => change.code === code)) found.push(summary);
      await new Promise((resume) => setImmediate(resume));
    }
    return found;
  }

  app.get(
    '/v1/decisions/:id',
    {
      schema: {
        operationId: 'getDecision',
        tags: ['records'],
        summary: 'One decision',
        description: [
          'The record whole; `application/json` can be taken in elsewhere by POST /v1/decisions/imports. `text/markdown` is an architecture decision',
          'record: context, requirements, options, outcome, evidence with sources and dates, what would change it. `text/csv` is the table of options.',
        ].join(' '),
        params: DecisionParams,
        response: { 200: DecisionAnswer.describe('The record.') },
      },
      config: { cache: 'record', produces: TYPES, examples: { response: DECISION } },
    },
    async ({ params, headers }, reply) => {
      const decision = await decisionNamed(store, params.id);
      const type = preferred(headers.accept, TYPES);
      if (type === 'text/csv') return reply.type('text/csv; charset=utf-8; header=present').send(decisionTable(decision) as never);
      if (type !== 'text/markdown') return reply.type(JSON_TYPE).send(decisionJson(decision) as never);
      const { revision, hash } = decision.head.catalog;
      const then = await catalogAt(revision);
      const page = decisionPage(decision, then?.hash === hash ? (claim) => evidenceIn(then, claim) : null);
      return reply.type('text/markdown; charset=utf-8').send(page as never);
    },
  );
};

/** The body in both its parts, or every fault of either in one answer: 400 where the shape is wrong anywhere, 422 where only the meaning is. */
async function readNew(deps: Pick<Deps, 'catalog' | 'catalogAt'>, body: unknown) {
  const own = Own.safeParse(body, { reportInput: true });
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const asked = isObject ? await askRanking(deps, 'ranking' in body ? body.ranking : undefined, ['ranking']) : null;
  if (own.success && asked?.request) return { own: own.data, asked };
  const shape = [...(own.success ? [] : faultsOf(Own, own.error.issues, inBody)), ...(asked && !asked.request ? asked.shape : [])];
  const meaning = asked && !asked.request ? asked.meaning : [];
  throw (shape.length > 0 ? badRequest : impossible)([...shape, ...meaning]);
}

function summaryOf({ head, sha256, imported, events }: DecisionSummary): z.infer<typeof Summary> {
  const { context: _, request: __, ...shown } = head;
  return { ...shown, sha256, status: statusOf({ events }), superseded_by: supersededBy({ events }), imported };
}

function withoutDetails({ context: _, request: __, result: ___, events: ____, ...rest }: typeof DECISION): object {
  return rest;
}

const placeText = ({ head }: DecisionSummary) => `${head.created_at} ${head.id}`;

function placeAt(text: string | null): PageEnd | null {
  if (text === null) return null;
  const [created_at = '', id = ''] = text.split(' ');
  return { created_at, id };
}

/** As instants stand in records, so that their texts compare as they do. */
function utc(instant: string | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString();
}

function evidenceIn(catalog: Catalog, id: string): Evidence | null {
  const claim = catalog.claims.get(id);
  const source = claim && catalog.sources.get(claim.source);
  return claim && source ? { ...claim, source } : null;
}
