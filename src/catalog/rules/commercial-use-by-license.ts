import type { License, Threshold } from '../license.ts';
import { commercialGrant } from './commercial-grant.ts';
import type { DerivationRule } from './derivation-rule.ts';

/** Commercial use of weights, as the terms of their licence have it. `permitted_use` reads the same terms. */
export const commercialUseByLicense: DerivationRule = {
  id: 'commercial_use_by_license',
  attribute: 'commercial_use',
  on: 'line',
  inputs: [{ attribute: 'license', of: 'subject' }],
  text: 'The licence that the claim names allows commercial use, or forbids it; its terms are in the catalog with clause and quote. Sizes and duties stand in the conditions.',
  derive: ([license], { licenses }) => {
    const entry = licenses.get(String(license?.value));
    const grant = entry && commercialGrant(entry.terms);
    if (!entry || !grant || grant.allowed === null) return null;
    const { clause, quote } = grant.clause;
    return {
      value: grant.allowed,
      conditions: grant.allowed ? conditionsOf(entry) : `forbidden by ${entry.title}`,
      locator: `${entry.title}, ${clause}: “${quote}”`,
      license: entry.id,
    };
  },
};

function conditionsOf({ title, terms }: License): string {
  const duties = (terms.conditions ?? []).filter(({ on }) => on === 'any_use' || on.includes('commercial'));
  const named = duties.map(({ tag, shows }) => (shows ? `${tag} (${shows})` : tag).replaceAll('_', ' '));
  return [
    `allowed by ${title}`,
    ...(terms.thresholds ?? []).map(thresholdText),
    ...(named.length > 0 ? [`to observe: ${named.join(', ')}`] : []),
  ].join('; ');
}

const METRICS = {
  monthly_active_users: 'monthly active users',
  annual_revenue: 'USD of revenue in 12 months',
  monthly_revenue: 'USD of revenue a month',
} as const satisfies Record<Threshold['metric'], string>;

function thresholdText({ metric, comparison, value, measured, consequence, shows, only_if }: Threshold): string {
  const size = `${comparison === 'more_than' ? 'above' : 'from'} ${value} ${METRICS[metric]}`;
  const then = {
    request_license: 'another licence has to be requested',
    separate_agreement: 'a separate agreement is needed',
    display_name: `“${shows ?? 'the name'}” has to be displayed`,
  }[consequence];
  return [`${size}${measured.on === null ? '' : ` on ${measured.on}`} ${then}`, ...(only_if ? [`only if: ${only_if}`] : [])].join(', ');
}
