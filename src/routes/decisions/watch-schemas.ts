import { z } from 'zod';
import { Delivery, WatchSeverity, WatchShown } from '../../decisions/drift/watch.ts';
import { MOST_DELIVERIES } from '../../service/decisions/watch-decision.ts';
import { DecisionId } from './decision-answer.ts';

export const NewWatch = z
  .strictObject({
    url: z.url().max(2000).meta({ description: 'Where messages are posted to, by https; the operator lists the hosts that may be.' }),
    severity: WatchSeverity.optional().meta({ description: 'Changes of this severity or more are told. Left out: `warning`.' }),
  })
  .meta({ id: 'NewWatch', description: 'Whom to tell of a decision’s drift.' });

export const ShownWatch = WatchShown.meta({ id: 'Watch', description: 'Somebody who is told when a decision drifts.' });

export const MadeWatch = WatchShown.extend({
  secret: z.string().max(60).meta({ description: 'What messages are signed with (Standard Webhooks, `whsec_`). Shown this once.' }),
}).meta({ id: 'WatchMade', description: 'A new watch, with the secret that its messages are signed with.' });

export const WatchWithDeliveries = WatchShown.extend({
  deliveries: z.array(Delivery).max(MOST_DELIVERIES).meta({ description: 'The newest messages first, those given up too.' }),
}).meta({ id: 'WatchWithDeliveries', description: 'A watch with its messages.' });

export const WatchParams = z.strictObject({
  id: DecisionId,
  watch: z.string().min(1).max(100).meta({ description: 'The id of the watch.' }),
});
