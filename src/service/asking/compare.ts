import type { Comparison } from '../../comparing/answer.ts';
import { checkComparison } from '../../comparing/check-request.ts';
import { compareOptions } from '../../comparing/compare.ts';
import { ComparisonRequest } from '../../comparing/request.ts';
import type { Service } from '../deps.ts';
import { faultsOf, inBody } from '../faults.ts';
import type { Refused } from '../refused.ts';
import { todayOf } from '../today.ts';
import { askCatalog } from './ask-catalog.ts';

/** Compares the models and offers that a request names as it came, on the revision and the day that it names, else on the newest and today. */
export async function compare(
  service: Pick<Service, 'catalog' | 'catalogAt' | 'clock'>,
  body: unknown,
): Promise<{ readonly comparison: Comparison } | Refused> {
  const { catalog, faults: unasked } = await askCatalog(body, service);
  const today = todayOf(service);
  const { request, issues, faults } = checkComparison(catalog, body, today);
  if (request && unasked.length === 0) return { comparison: compareOptions(catalog, request, today) };
  return { refused: 'faults', shape: faultsOf(ComparisonRequest, issues, inBody), meaning: [...faults, ...unasked] };
}
