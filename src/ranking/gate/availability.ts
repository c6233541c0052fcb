import { dayNumber } from '../../catalog/calendar-date.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import { LIFECYCLE, RETIREMENT } from '../../catalog/facts/lifecycle.ts';
import type { Constraint } from '../ask/plan.ts';
import type { FactTest, Misses } from './fact-test.ts';

/** A rule that holds for every request: a constraint as the answer shows it, with a test and reasons of its own. */
export type AvailabilityRule = Constraint & { readonly test: FactTest };

const AVAILABLE: Misses = [];
const RETIRED: Misses = ['retired'];
const UNRELEASED: Misses = ['not_applicable'];

/** What can't be had on the day (YYYY-MM-DD) is out: what is retired or not yet released, or was to retire on or before it. */
export function availabilityRules(catalog: Catalog, asOf: string): AvailabilityRule[] {
  const lifecycle = catalog.attributes.get(LIFECYCLE);
  const retirement = catalog.attributes.get(RETIREMENT);
  const rules: AvailabilityRule[] = [];
  if (lifecycle) rules.push({ attribute: lifecycle, requirement: { none_of: ['retired', 'unreleased'] }, test: lifecycleMisses });
  if (retirement) rules.push({ attribute: retirement, requirement: { after: asOf }, test: retirementTest(asOf) });
  return rules;
}

function lifecycleMisses({ value }: Fact): Misses {
  return value === 'retired' ? RETIRED : value === 'unreleased' ? UNRELEASED : AVAILABLE;
}

/** "No sooner than" a day that has passed does not say that it is over. */
function retirementTest(asOf: string): FactTest {
  const today = dayNumber(asOf);
  return ({ value, claim }) =>
    typeof value === 'string' && dayNumber(value) <= today && claim?.qualifier !== 'at_least' ? RETIRED : AVAILABLE;
}
