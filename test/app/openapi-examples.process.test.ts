import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLES = join(ROOT, 'openapi/examples');

/** The example files by name, as `npm run openapi` writes them for the seed in the folder. */
function examplesOn(seed: string, out: string): Map<string, string> {
  execFileSync(process.execPath, [join(ROOT, 'src/openapi-examples.ts'), seed, out]);
  return filesIn(out);
}

function filesIn(folder: string): Map<string, string> {
  return new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

/** Changes one JSON file of the seed. */
// biome-ignore lint/suspicious/noExplicitAny: the file is the test's own copy, and its shape is checked when the seed is read
function edit(file: string, change: (json: any) => void): void {
  const json = JSON.parse(readFileSync(file, 'utf8'));
  change(json);
  writeFileSync(file, JSON.stringify(json));
}

test('a new attribute with a claim on a model that the examples show leaves the examples as they are', { timeout: 60_000 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'choose-if-examples-'));
  onTestFinished(() => rmSync(scratch, { recursive: true }));
  const seed = join(scratch, 'seed');
  cpSync(join(ROOT, 'db/seed'), seed, { recursive: true });
  edit(join(seed, 'attributes/limits.json'), (attributes) => {
    attributes.max_images_per_request = { ...attributes.max_output_tokens, title: 'Images per request', unit: 'images' };
  });
  edit(join(seed, 'models/meta/llama-4-scout.json'), (model) => {
    model.claims.push({
      ...model.claims.find(({ attribute }: { attribute: string }) => attribute === 'context_window'),
      attribute: 'max_images_per_request',
      value: 5,
      ref: undefined,
    });
  });
  expect(examplesOn(seed, join(scratch, 'examples'))).toEqual(filesIn(EXAMPLES));
});
