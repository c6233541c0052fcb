import { describe, expect, test } from 'vitest';
import type { Synonym } from '../../../src/catalog/synonym.ts';
import { namesIn } from '../../../src/feeds/plan/canonical-name.ts';
import { marketCatalog } from '../../support/catalogs/market-catalog.ts';

const synonym = (id: string, means: string | null): Synonym => ({ id, means, source: 'vendor-page', locator: 'x' });
const synonyms = [
  synonym('zhipuai', 'zai'),
  synonym('anthropic/claude-opus-4-0', 'anthropic/claude-opus-4-20250514'),
  synonym('deepseek/deepseek-chat', null),
];
const { canonical, movesOn } = namesIn(marketCatalog({ synonyms }));

describe('a name with its synonyms replaced', () => {
  test.each([
    ['zhipuai/glm-5', 'zai/glm-5'],
    ['ZhipuAI/GLM-5', 'zai/GLM-5'],
    ['openrouter/zhipuai/glm-5', 'openrouter/zai/glm-5'],
    ['anthropic/claude-opus-4-0', 'anthropic/claude-opus-4-20250514'],
    ['anthropic/claude-opus-4.0', 'anthropic/claude-opus-4-20250514'],
    ['openrouter/anthropic/claude-opus-4-0', 'openrouter/anthropic/claude-opus-4-20250514'],
    ['claude-opus-4-0', 'anthropic/claude-opus-4-20250514'],
  ])('%s is %s', (name, same) => {
    expect(canonical(name)).toBe(same);
  });

  test.each(['zhipuai', 'glm-zhipuai', 'claude-opus-4-0-thinking', 'deepseek-chat', 'gpt-5', '', 'a//b'])('%j stays as it is', (name) => {
    expect(canonical(name)).toBe(name);
  });
});

test.each([
  ['deepseek-chat', true],
  ['deepseek/deepseek-chat', true],
  ['openrouter/deepseek/DeepSeek_Chat', true],
  ['google/gemini-flash-latest', true],
  ['deepseek-chat-v3', false],
  ['claude-opus-4-0', false],
])('whether %s moves on: %s', (name, does) => {
  expect(movesOn(name)).toBe(does);
});
