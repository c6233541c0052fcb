import { z } from 'zod';
import { ModelId, OfferId } from '../catalog/claim.ts';
import { RankingRequest } from '../ranking/ask/request.ts';
import { DECISION_TEXT, DecisionId, Tag } from './decision.ts';
import { lineOf, textOf } from './free-text.ts';

const why = textOf(DECISION_TEXT.why).optional().meta({ description: 'Why this one. Needed where it is not the first.' });
const model = ModelId.meta({ description: 'The model (in the article view: the family).' });
const offer = OfferId.meta({ description: 'The offer.' });

const Choice = z
  .union([z.strictObject({ model, offer: offer.optional(), why }), z.strictObject({ offer, why })])
  .meta({ description: 'The ranked option that is chosen, by its model or its offer. Left out: the one that the verdict chooses.' });
export type Choice = z.infer<typeof Choice>;

/** The body that a decision is saved from. The route checks its ranking like any ranking request, so the schema here serves the document only. */
export const NewDecision = z.strictObject({
  title: lineOf(DECISION_TEXT.title).meta({ description: 'What was to be decided.' }),
  owner: lineOf(DECISION_TEXT.owner).optional().meta({ description: 'Who answers for it.' }),
  context: textOf(DECISION_TEXT.context).optional().meta({ description: 'What led to it.' }),
  tags: z.array(Tag).max(DECISION_TEXT.tags).optional().meta({ description: 'Words to find it by.' }),
  ranking: RankingRequest.meta({ description: 'The ranking to work out and to keep: a request of POST /v1/rankings.' }),
  chosen: Choice.optional(),
  supersedes: DecisionId.optional().meta({ description: 'The earlier decision that it takes the place of; that one becomes superseded.' }),
});
export type NewDecision = z.infer<typeof NewDecision>;
