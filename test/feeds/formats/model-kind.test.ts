import { expect, test } from 'vitest';
import { kindByModalities, kindByName } from '../../../src/feeds/formats/model-kind.ts';

const values = (statements: ReturnType<typeof kindByName>) => statements.map(({ attribute, value }) => [attribute, value]);

test.each([
  ['gemini-embedding-001', 'embedding'],
  ['BAAI/bge-m3', 'embedding'],
  ['BAAI/bge-reranker-v2-m3', 'rerank'],
  ['meta-llama/Llama-Guard-4-12B', 'moderation'],
  ['openai/gpt-oss-safeguard-120b', 'moderation'],
  ['nvidia/nemotron-3-content-safety', 'moderation'],
  ['gemini-2.5-flash-tts', 'speech'],
  ['openai/whisper-large-v3', 'transcription'],
  ['gpt-4o-mini-transcribe', 'transcription'],
  ['google/gemini-3-pro-image-preview', 'image'],
  ['black-forest-labs/FLUX.2-pro', 'image'],
  ['mistral-ocr-2512', 'other'],
])('the name %s says %s', (name, kind) => {
  expect(values(kindByName(name))).toEqual([['kind', kind]]);
});

test.each(['gpt-5', 'lab/imagery-1', 'vanguard-7b', 'guardrails-free-chat'])('the name %s says nothing', (name) => {
  expect(kindByName(name)).toEqual([]);
});

test.each([
  [['text', 'image'], ['text'], 'chat'],
  [['text', 'audio'], ['text', 'audio'], 'chat'],
  [['text'], ['image'], 'image'],
  [['text', 'image'], ['video'], 'image'],
  [['text'], ['audio'], 'speech'],
  [['audio'], ['audio'], 'other'],
  [['audio'], ['text'], 'transcription'],
])('%j to %j is %s', (input, output, kind) => {
  expect(values(kindByModalities('x', input, output))).toEqual([['kind', kind]]);
});

test.each([
  [['text'], ['text', 'image']],
  [['image', 'audio'], ['text']],
  [['text'], []],
  [['text'], ['pdf']],
])('%j to %j is not clear: nothing is said', (input, output) => {
  expect(kindByModalities('x', input, output)).toEqual([]);
});

test('a word of the name goes before the modalities, and either is said to be the ground', () => {
  expect(kindByModalities('text-embedding-3', ['text'], ['text'])).toMatchObject([
    { value: 'embedding', conditions: 'by the word embedding of its name' },
  ]);
  expect(kindByModalities('gpt-5', ['text'], ['text'])).toMatchObject([{ conditions: 'by its modalities: text to text' }]);
});
