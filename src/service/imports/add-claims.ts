import { type Catalog, compileCatalog } from '../../catalog/catalog.ts';
import type { ClaimsOutcome, ClaimsRequestBody } from '../../feeds/claims/claims-change.ts';
import { readClaims } from '../../feeds/claims/claims-json.ts';
import type { ClaimsFault } from '../../feeds/claims/claims-request.ts';
import type { ParsedClaims } from '../../feeds/claims/parsed-claims.ts';
import { type ClaimsPlan, planClaims } from '../../feeds/claims/plan-claims.ts';
import { changesCatalog } from '../../feeds/plan/change-plan.ts';
import type { CatalogLog } from '../../store/contract/catalog-log.ts';
import { claimId } from '../seeding/read-seed.ts';
import { ATTEMPTS } from './attempts.ts';

/** States and takes back an operator's claims as one revision: all of them, or none and every fault. */
export async function addClaims(
  log: CatalogLog,
  { retire, ...file }: ClaimsRequestBody,
  { author, now }: { readonly author: string; readonly now: Date },
): Promise<ClaimsOutcome> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const catalog = compileCatalog(await log.read());
    const read = planOn(catalog, file, retire, now);
    if ('faults' in read) return read;
    const { plan } = read;
    if (!changesCatalog(plan)) return { revision: null, claims: plan.claims };
    const note = `claims: ${plan.new.length} new, ${plan.changed.length} changed, ${retire.length} retired`;
    const applied = await log.apply(plan, { origin: 'operator', author, now, note, basis: catalog.revision });
    if (!applied.stale) return { revision: applied.revision?.number ?? null, claims: plan.claims };
  }
  throw new Error(`the catalog changed ${ATTEMPTS} times while a change was worked out`);
}

function planOn(
  catalog: Catalog,
  file: object,
  retire: readonly string[],
  now: Date,
): { readonly plan: ClaimsPlan } | { readonly faults: readonly ClaimsFault[] } {
  const parsed = readClaims(file, catalog);
  if ('broken' in parsed) return { faults: [{ pointer: '', code: 'malformed', detail: parsed.broken }] };
  const plan = planClaims({ catalog, parsed, retire, today: now.toISOString().slice(0, 10), claimId });
  const faults = [...plan.faults, ...rowFaults(parsed, plan)];
  return faults.length > 0 ? { faults } : { plan };
}

function rowFaults(parsed: ParsedClaims, plan: ClaimsPlan): ClaimsFault[] {
  const known = new Set(parsed.rejected.map(({ row }) => row));
  return [
    ...parsed.rejected.flatMap(({ faults }) => faults),
    ...plan.rejected.filter(({ row }) => !known.has(row)).map(({ row, code, detail }) => ({ pointer: row, code, detail })),
    ...plan.parked.map(({ row, code, detail }) => ({ pointer: `${row}/subject`, code, detail })),
  ];
}
