import type { Catalog } from '../../catalog/catalog.ts';
import { decisionJson } from '../../decisions/decision-json.ts';
import { decisionPage, type Evidence } from '../../decisions/decision-page.ts';
import { decisionTable } from '../../decisions/decision-table.ts';
import type { Service } from '../deps.ts';
import { isRefused, type Refused } from '../refused.ts';
import { findDecision } from './find-decision.ts';
import { recordedCatalog } from './recorded-catalog.ts';

/** `json`: the record whole, which can be imported elsewhere. `markdown`: an architecture decision record. `csv`: the table of options. */
export type ExportFormat = 'json' | 'markdown' | 'csv';

/** A record as text; its evidence is in the Markdown where the catalog that it rests on is here. */
export async function exportDecision(
  service: Pick<Service, 'decisions' | 'catalogAt'>,
  id: string,
  format: ExportFormat,
): Promise<{ readonly text: string } | Refused> {
  const decision = await findDecision(service, id);
  if (isRefused(decision)) return decision;
  if (format === 'json') return { text: decisionJson(decision) };
  if (format === 'csv') return { text: decisionTable(decision) };
  const then = await recordedCatalog(service, decision);
  return { text: decisionPage(decision, then && ((claim) => evidenceIn(then, claim))) };
}

function evidenceIn(catalog: Catalog, id: string): Evidence | null {
  const claim = catalog.claims.get(id);
  const source = claim && catalog.sources.get(claim.source);
  return claim && source ? { ...claim, source } : null;
}
