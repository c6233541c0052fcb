/** The article's question on verified facts, by four attributes and a preference between two of them. */
export const COMPARISON_REQUEST = {
  models: ['meta/llama-4-scout', 'deepseek/deepseek-v3.1'],
  attributes: ['context_window', 'gpqa_diamond', 'modalities_in', 'price_output'],
  prefer: { weights: { gpqa_diamond: 2, price_output: 1 } },
  as_of: '2026-11-23',
};
