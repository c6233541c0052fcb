import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MarketFormat } from '../../src/feeds/formats/market-feeds.ts';

/** Copies of the public catalogs. They are not part of the repository: they lie beside it, or where SHARED_DATA says. */
const FOLDER = process.env.SHARED_DATA ? new URL(`file://${process.env.SHARED_DATA}/`) : new URL('../../../shared/data/', import.meta.url);

const FILES = {
  'models-dev': 'models-dev-api.json',
  'models-dev-models': 'models-dev-models.json',
  litellm: 'litellm-model-prices.json',
  openrouter: 'openrouter-models.json',
  'genai-prices': 'genai-prices-v2-data.json',
  'pi-ai': 'pi-ai-models.json',
} as const satisfies Partial<Record<MarketFormat, string>>;
export type SharedFormat = keyof typeof FILES;

/** True where the copies are missing: the tests that need them are skipped, with this in their name. */
export const sharedDataIsMissing = !Object.values(FILES).every((file) => existsSync(new URL(file, FOLDER)));
export const WHERE = sharedDataIsMissing ? `(skipped: no copies of the catalogs in ${FOLDER.pathname})` : '';

export function sharedFile(format: SharedFormat): string {
  return fileURLToPath(new URL(FILES[format], FOLDER));
}

export function sharedText(format: SharedFormat): string {
  return readFileSync(new URL(FILES[format], FOLDER), 'utf8');
}
