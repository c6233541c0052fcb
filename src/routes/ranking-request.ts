/** A real question, the one that README asks first. */
export const RANKING_REQUEST = {
  require: {
    context_window: { at_least: 200000 },
    open_weights: { is: true },
    commercial_use: { is: true },
  },
  prefer: { weights: { price_output: 0.5, gpqa_diamond: 0.3, context_window: 0.2 } },
  limit: 2,
  excluded_limit: 1,
  as_of: '2026-11-23',
};
