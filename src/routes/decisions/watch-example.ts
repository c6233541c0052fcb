import { type Delivery, WatchId, type WatchShown } from '../../decisions/drift/watch.ts';
import { DECISION } from './decision-example.ts';

export const WATCH_EXAMPLE: WatchShown = {
  id: WatchId.parse('wat_0b9e5a1c7d3f48629a6b8c0d1e2f3a4b'),
  decision: DECISION.id,
  host: 'hooks.example.com',
  severity: 'warning',
  created_at: '2026-11-24T14:05:00.000Z',
  created_by: 'platform-ci',
  ended_at: null,
};
export const SECRET_EXAMPLE = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';

export const DELIVERY_EXAMPLE: Delivery = {
  id: 'msg_2c4e6a8b0d1f43579bdf02468ace1357',
  created_at: '2026-11-25T06:00:00.000Z',
  severity: 'critical',
  revision: DECISION.catalog.revision + 1,
  state: 'pending',
  attempts: 2,
  due_at: '2026-11-25T06:00:25.000Z',
  done_at: null,
  last_status: 503,
  last_error: 'the receiver answered 503',
};
