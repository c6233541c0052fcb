import { z } from 'zod';
import { CalendarDate } from '../catalog/calendar-date.ts';

/**
 * The members of a recorded result that are read. It is looser than `Ranking`, the answer of this release: an earlier or later release may have
 * made the record, and answers only gain members over time.
 */

const Id = z.string().min(1).max(300);
const Value = z.union([z.number(), z.boolean(), z.string().max(2000), z.array(z.string().max(200)).max(1000)]).nullable();
const Requirements = z.record(Id, z.record(z.string().max(60), z.unknown()));

const Contribution = z.looseObject({
  criterion: Id,
  attribute: Id.optional(),
  raw: Value,
  unit: z.string().max(60).nullable(),
  value: z.number(),
  weight: z.number(),
  contribution: z.number().nullable(),
  status: z.string().max(40),
  claim: Id.nullable(),
  claims: z.array(Id).max(5000).optional(),
});

const Caveat = z.looseObject({
  code: z.string().max(60),
  attribute: Id.optional(),
  claims: z.array(Id).max(5000).optional(),
  detail: z.union([z.string().max(200), z.number()]).optional(),
});

export const RecordedEntry = z.looseObject({
  rank: z.int().min(1),
  model: Id,
  offer: Id.nullable(),
  score: z.number().nullable(),
  score_range: z.array(z.number()).length(2).nullable(),
  contributions: z.array(Contribution).max(2000),
  caveats: z.array(Caveat).max(1000),
});
export type RecordedEntry = z.infer<typeof RecordedEntry>;

const Failure = z.looseObject({
  code: z.string().max(60),
  attribute: Id,
  required: z.record(z.string().max(60), z.unknown()),
  actual: Value,
  claim: Id.nullable(),
  claims: z.array(Id).max(5000).optional(),
});

const ChooseIf = z.looseObject({
  choose: Id,
  kind: z.string().max(40),
  claims: z.array(Id).max(5000),
  text: z.string().max(2000),
});

export const RecordedResult = z.looseObject({
  catalog: z.looseObject({ revision: z.int().min(1), hash: z.string().max(71), claims: z.int().min(0) }),
  engine: z.string().max(40),
  resolved: z.looseObject({
    view: z.string().max(40),
    as_of: CalendarDate,
    method: z.string().max(40),
    require: Requirements,
    weights: z.record(Id, z.number()),
  }),
  considered: z.int().min(0),
  eligible: z.int().min(0),
  ranking: z.array(RecordedEntry).max(100),
  excluded: z.looseObject({
    total: z.int().min(0),
    items: z.array(z.looseObject({ model: Id, offer: Id.nullable(), failed: z.array(Failure).max(200) })).max(1000),
  }),
  near_misses: z
    .array(z.looseObject({ model: Id, offer: Id.nullable(), relax: z.record(Id, z.unknown()), would_rank: z.int().min(1) }))
    .max(100),
  verdict: z.looseObject({
    choose: Id.nullable(),
    offer: Id.nullable(),
    choose_if: z.array(ChooseIf).max(500),
    text: z.string().max(5000),
  }),
});
export type RecordedResult = z.infer<typeof RecordedResult>;

/** Parses a stored result. It was checked when it was stored. */
export function recordedResult(result: string): RecordedResult {
  return JSON.parse(result) as RecordedResult;
}
