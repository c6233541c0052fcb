import { refusal } from '../../problems.ts';
import type { App } from '../deps.ts';
import { readJson } from '../json-body.ts';

/** Takes JSON bodies alone, read so that every consumer reads the same. */
export function takeJson(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const read = readJson(body as Buffer);
    if ('value' in read) done(null, read.value);
    else done(refusal('malformed-json', read));
  });
}
