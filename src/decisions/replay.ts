import { z } from 'zod';
import { CatalogStamp } from '../catalog/catalog-stamp.ts';
import { Ranking } from '../explaining/answer/ranking.ts';
import type { RequestFault } from '../words/request-fault.ts';
import type { Decision } from './decision.ts';
import { differences } from './differences.ts';
import { withResult } from './record-hash.ts';

const MAX_DIFFERENCES = 100;
const Pointer = z.string().max(2000);

export const Against = z
  .enum(['recorded', 'current'])
  .meta({ description: '`recorded`: the revision that the decision was made on, on its day. `current`: the newest revision, today.' });
export type Against = z.infer<typeof Against>;

export const Replay = z
  .strictObject({
    against: Against,
    identical: z.boolean().meta({ description: 'The result is the recorded one, byte for byte.' }),
    engine_changed: z.boolean().meta({ description: 'This release ranks by another version of the engine than the record was made with.' }),
    engine: z.strictObject({ recorded: z.string().max(40), now: z.string().max(40) }).meta({ description: 'The versions of the engine.' }),
    catalog: CatalogStamp,
    differences: z
      .array(Pointer)
      .max(MAX_DIFFERENCES)
      .meta({ description: `Where the results part, as JSON Pointers: the first ${MAX_DIFFERENCES}.` }),
    faults: z
      .array(z.strictObject({ pointer: Pointer, code: z.string().max(60), detail: z.string().max(2000) }))
      .max(100)
      .meta({ description: 'Why the request can no longer be asked, where it can’t: pointers into the recorded request.' }),
    result: Ranking.nullable().meta({ description: 'What the request is answered now; null where it can no longer be asked.' }),
  })
  .meta({ id: 'Replay', description: 'A decision asked again.' });

export type Replayed = {
  readonly against: Against;
  readonly engine: string;
  readonly catalog: CatalogStamp;
  /** Null where the request can no longer be asked, for these faults. */
  readonly result: string | null;
  readonly faults: readonly RequestFault[];
};

/** The answer of a replay as JSON, with the result byte for byte. */
export function replayJson({ head, result: recorded }: Decision, { against, engine, catalog, result, faults }: Replayed): string {
  const identical = result === recorded;
  const about = {
    against,
    identical,
    engine_changed: engine !== head.engine,
    engine: { recorded: head.engine, now: engine },
    catalog,
    differences: identical || result === null ? [] : differences(JSON.parse(recorded), JSON.parse(result), MAX_DIFFERENCES),
    faults: faults
      .slice(0, 100)
      .map(({ pointer, code, detail }) => ({ pointer: pointer.slice(0, 2000), code, detail: detail.slice(0, 2000) })),
  };
  return withResult(JSON.stringify(about), result ?? 'null');
}
