import { expect, test } from 'vitest';
import { smallApp } from '../app/small-app.ts';

/** Found by the fuzz: these read their body in the handler, and once read no parameter anywhere. */
test.each(['/v1/rankings', '/v1/comparisons', '/v1/decisions', '/v1/decisions/imports'])(
  'a parameter that nobody documented is refused beside a body that the handler reads: %s',
  async (path) => {
    const answer = await smallApp().inject({ method: 'POST', url: `${path}?dry_run=true`, payload: {} });
    expect([answer.statusCode, answer.json().errors]).toEqual([
      400,
      expect.arrayContaining([expect.objectContaining({ parameter: 'dry_run', code: 'unknown_parameter' })]),
    ]);
  },
);
