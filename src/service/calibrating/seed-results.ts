import { resultReader } from '../../catalog/calibration/result-of-claim.ts';
import type { SeedClaim } from '../../catalog/claim.ts';
import type { ItemsFile, ResultRow, ResultsFile } from './result-rows.ts';

type SeedPart = { readonly models: readonly { readonly id: string }[]; readonly claims: readonly SeedClaim[] };

/** The results that the seed's claims state, beside those of the open data sets; in order, so that the file changes where they do. */
export function withClaims(items: ItemsFile, { models, open }: Pick<ResultsFile, 'models' | 'open'>, seed: SeedPart): ResultsFile {
  const read = resultReader(items);
  const known = new Set(seed.models.map(({ id }) => id));
  const released = new Map<string, string>();
  const claims: ResultRow[] = [];
  for (const claim of seed.claims) {
    if (!known.has(claim.subject)) continue;
    if (claim.attribute === 'release_date' && typeof claim.value === 'string' && /^\d{4}-\d\d-\d\d$/.test(claim.value))
      released.set(claim.subject, claim.value);
    const result = read(claim);
    if (result !== null) claims.push([claim.subject, result.setting, result.item, result.value, claim.source, claim.as_of]);
  }
  claims.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const used = [...new Set([...open, ...claims].map(([model]) => model))].sort();
  return { models: Object.fromEntries(used.map((id) => [id, released.get(id) ?? models[id] ?? null])), open, claims };
}
