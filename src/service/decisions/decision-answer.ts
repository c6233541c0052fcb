import { z } from 'zod';
import { RecordHead } from '../../decisions/decision.ts';
import { DECISION_LIFE } from '../../decisions/decision-json.ts';
import { Ranking } from '../../explaining/answer/ranking.ts';

export const DecisionAnswer = z.strictObject({ ...RecordHead.shape, result: Ranking, ...DECISION_LIFE }).meta({
  id: 'Decision',
  description: 'A decision record: what was asked, what the answer was, what was chosen, and what has become of it.',
});

export const DecisionSummary = z
  .strictObject({
    ...DecisionAnswer.omit({ context: true, request: true, result: true, events: true }).shape,
  })
  .meta({ id: 'DecisionSummary', description: 'A decision record without what was asked and answered.' });
export type DecisionSummary = z.infer<typeof DecisionSummary>;
