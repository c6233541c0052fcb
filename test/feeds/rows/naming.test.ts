import { expect, test } from 'vitest';
import { namingOf } from '../../../src/feeds/rows/naming.ts';

test.each([
  ['gpt-5', 'model'],
  ['openai/gpt-oss-120b:free', 'model'],
  ['lab/translatest-1', 'model'],
  ['lab/autocoder', 'model'],
  ['routerbench/gpt', 'model'],
  ['~openai/gpt', 'alias'],
  ['openrouter/~openai/gpt-mini', 'alias'],
  ['google/gemini-flash-latest', 'alias'],
  ['GPT-5-Chat-Latest', 'alias'],
  ['vertex_ai/codestral@latest', 'alias'],
  ['llama3:latest', 'alias'],
  ['moonshot/kimi-latest-128k', 'alias'],
  ['latest/gpt-5', 'model'],
  ['auto', 'router'],
  ['openrouter/auto-beta', 'router'],
  ['moonshot-v1-auto', 'router'],
  ['azure_ai/model_router', 'router'],
  ['switchpoint/router', 'router'],
  ['jev-router', 'router'],
])('%s is the name of a %s', (name, naming) => {
  expect(namingOf(name)).toBe(naming);
});
