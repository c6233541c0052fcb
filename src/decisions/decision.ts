import { z } from 'zod';
import { ModelId, OfferId } from '../catalog/claim.ts';
import { lineOf, textOf } from './free-text.ts';

/** A decision record: the request, the catalog revision, the answer and the choice. It is written once and never changed. */

export const DECISION_TEXT = { title: 200, owner: 200, context: 10_000, why: 2000, note: 2000, tag: 60, tags: 20 } as const;

export const DecisionId = z
  .string()
  .regex(/^dec_[0-9a-f]{32}$/)
  .max(36);
const Instant = z.iso.datetime().max(30);
const Name = lineOf(100).nullable();
export const Sha256 = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/)
  .max(71);

export const DecisionStatus = z.enum(['proposed', 'accepted', 'superseded', 'withdrawn']);
export type DecisionStatus = z.infer<typeof DecisionStatus>;

export const Tag = z
  .string()
  .regex(/^[a-z0-9]+(?:[._:-][a-z0-9]+)*$/)
  .min(1)
  .max(DECISION_TEXT.tag);

export const Chosen = z
  .strictObject({
    model: ModelId.meta({ description: 'The model (in the article view: the family).' }),
    offer: OfferId.nullable().meta({ description: 'The offer of it; null where none is known.' }),
    rank: z.int().min(1).meta({ description: 'Its rank in the result.' }),
    score: z.number().nullable().meta({ description: 'Its score in the result; null where nothing was preferred.' }),
    why: textOf(DECISION_TEXT.why).nullable().meta({ description: 'Why this one; always given where it is not the first.' }),
  })
  .meta({ id: 'Chosen', description: 'The option that was chosen.' });
export type Chosen = z.infer<typeof Chosen>;

/** The record without its result. The order of the members is the order in which they are hashed. */
export const RecordHead = z.strictObject({
  id: DecisionId.meta({ description: 'Random: it tells nothing of how many records there are, or which came before.' }),
  created_at: Instant.meta({ description: 'When it was saved.' }),
  created_by: Name.meta({ description: 'The name of the key that it was saved with; null without one.' }),
  title: lineOf(DECISION_TEXT.title).meta({ description: 'What was to be decided.' }),
  owner: lineOf(DECISION_TEXT.owner).nullable().meta({ description: 'Who answers for it.' }),
  context: textOf(DECISION_TEXT.context).nullable().meta({ description: 'What led to it.' }),
  tags: z.array(Tag).max(DECISION_TEXT.tags).meta({ description: 'Words to find it by.' }),
  supersedes: DecisionId.nullable().meta({ description: 'The earlier decision that it takes the place of.' }),
  catalog: z
    .strictObject({
      revision: z.int().min(1).meta({ description: 'The catalog revision that answered.' }),
      hash: Sha256.meta({ description: 'Hash of its content.' }),
    })
    .meta({ description: 'The catalog that it rests on.' }),
  engine: lineOf(40).meta({ description: 'Version of the engine that ranked.' }),
  request: z.record(z.string().max(300), z.unknown()).meta({ description: 'The ranking request as it was given.' }),
  chosen: Chosen,
});
export type RecordHead = z.infer<typeof RecordHead>;

export const DecisionEvent = z
  .strictObject({
    status: DecisionStatus.meta({ description: 'What it became.' }),
    at: Instant.meta({ description: 'When.' }),
    by: Name.meta({ description: 'The name of the key; null without one.' }),
    note: textOf(DECISION_TEXT.note).nullable().meta({ description: 'Why, in words.' }),
    superseded_by: DecisionId.nullable().meta({ description: 'For `superseded`: the decision that took its place.' }),
    sha256: Sha256.meta({ description: 'Over the hash before it (for the first the record’s own) and this event.' }),
  })
  .meta({ id: 'DecisionEvent', description: 'What became of a decision. Events are appended, never changed.' });
export type DecisionEvent = z.infer<typeof DecisionEvent>;

export const Imported = z
  .strictObject({
    at: Instant.meta({ description: 'When it came here.' }),
    by: Name.meta({ description: 'The name of the key that brought it; null without one.' }),
  })
  .nullable()
  .meta({ description: 'For a record that was made elsewhere; null for one made here.' });
export type Imported = z.infer<typeof Imported>;

/** A stored record. `result` is the answer of the ranking, byte for byte; `recordedResult` parses it. */
export type Decision = {
  readonly head: RecordHead;
  readonly result: string;
  readonly sha256: string;
  readonly imported: Imported;
  /** Oldest first; the first is `proposed`. */
  readonly events: readonly DecisionEvent[];
};
