import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../../src/http/json-body.ts';

const read = (text: string) => readJson(Buffer.from(text));
const codes = (text: string) => {
  const answer = read(text);
  return 'errors' in answer ? answer.errors?.map((fault) => [fault.code, 'pointer' in fault ? fault.pointer : null]) : answer;
};

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8, noUnicodeString: false }), (text) => {
      const own = read(text);
      const ambiguous = /__proto__|\\u[dD][89a-fA-F]/.test(text);
      if (!ambiguous && 'value' in own) expect(own.value).toEqual(JSON.parse(text));
      if (!ambiguous && !('value' in own)) expect(own.errors?.[0]?.code).toBe('duplicate_key');
    }),
  );
});

test('refuses a key that stands twice, wherever it is and however it is spelled', () => {
  expect(codes('{"a":1,"a":2}')).toEqual([['duplicate_key', '#/a']]);
  expect(codes('{"a":{"b":[{"c":1,"\\u0063":2}]}}')).toEqual([['duplicate_key', '#/a/b/0/c']]);
  expect(codes('[{"x":1},{"y":1,"z":{},"y":[]}]')).toEqual([['duplicate_key', '#/1/y']]);
  expect(read('{"a":"a","b":{"a":["a","a"]}}')).toHaveProperty('value');
  expect(read('{"a":"\\\\","b":"\\"a\\":1,"}')).toHaveProperty('value');
});

test('refuses __proto__, numbers beyond double range, and depth', () => {
  expect(codes('{"require":{"__proto__":{"at_least":1}}}')).toEqual([['forbidden_key', '#/require/__proto__']]);
  expect(codes('{"a":[1,1e400,-1E+999]}')).toEqual([
    ['not_finite', '#/a/1'],
    ['not_finite', '#/a/2'],
  ]);
  expect(read('[1e308,-0,0.1e-400]')).toHaveProperty('value');
  expect(read(`${'['.repeat(32)}${']'.repeat(32)}`)).toHaveProperty('value');
  expect(codes(`${'['.repeat(33)}${']'.repeat(33)}`)).toMatchObject([['too_deep', expect.any(String)]]);
  expect(codes(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`)).toMatchObject([['too_deep', expect.any(String)]]);
});

test('refuses half of a surrogate pair, in keys and in values', () => {
  expect(codes('{"a":"\\ud800","\\udc00b":["\\ud83d\\ude00"]}')).toEqual([
    ['lone_surrogate', '#/a'],
    ['lone_surrogate', '#/%EF%BF%BDb'],
  ]);
});

test('names every fault at once', () => {
  expect(codes('{"a":1e999,"b":{"__proto__":1},"a":0}')).toHaveLength(3);
});

test('says where text stops being JSON, and quotes none of it', () => {
  for (const text of ['{"secret": NaN}', '{"secret": Infinity}', '{"secret"', 'secret', "{'secret':1}", '{"secret":1,}', '']) {
    const answer = read(text);
    expect(answer).not.toHaveProperty('value');
    expect(JSON.stringify(answer)).not.toContain('secret');
  }
  expect(read('{"a": NaN}')).toEqual({ detail: 'The body is not valid JSON.' });
  expect(read('{"a" 1}')).toEqual({ detail: 'The body is not valid JSON: see character 6.' });
  expect(read('"x" at position 77')).toEqual({ detail: 'The body is not valid JSON: see character 5.' });
  expect(readJson(Buffer.from([0x22, 0xff, 0x22]))).toEqual({ detail: 'The body is not UTF-8.' });
});
