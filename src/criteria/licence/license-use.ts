import type { Clause, License, LicenseTerms, Threshold } from '../../catalog/license.ts';
import { LicensedUse } from '../../catalog/licensed-use.ts';
import { liesIn } from '../../catalog/region.ts';
import { commercialGrant } from '../../catalog/rules/commercial-grant.ts';
import { type Use, UseMember } from '../../words/use.ts';
import type { UseFinding, UseOutcome } from './use-finding.ts';

/** What matters to a licence of a model, or of its offer. */
export type LicensedModel = {
  /** Takes more than text; null: not known. */
  readonly multimodal: boolean | null;
  /** Somebody else runs it; null: not known. */
  readonly hosted: boolean | null;
  /** What the attribute `commercial_use` has of it. Null or left out: it is not known, so the licence alone tells. */
  readonly commercial?: boolean | null;
};

export type UseEvaluation = { readonly outcome: UseOutcome; readonly findings: readonly UseFinding[] };

const EFFECTS: readonly UseFinding['effect'][] = ['forbids', 'unknown', 'needs'];

/**
 * Holds an intended use against the terms of a licence. The outcome is three-valued: what forbids decides first, then what is not known. What
 * a user can fulfil (a notice, a name to display) is listed and leaves the use permitted. Only what the use names is looked at. The outcome
 * is monotone: more users, more revenue or a further use never turn `forbidden` into anything better. Commercial use as such is what the
 * attribute `commercial_use` has of the model, so that the two never contradict each other. No legal advice.
 */
export function licenseUse(license: License | 'unknown' | 'not_in_catalog', use: Use, model: LicensedModel): UseEvaluation {
  const findings =
    typeof license === 'string'
      ? onNoTerms(license === 'unknown' ? 'license_unknown' : 'license_not_in_catalog', use, model)
      : onTerms(license.terms, use, model);
  if (model.hosted) findings.push({ code: 'hosted_by_others', effect: 'needs', asked: [], clause: null, quote: null, source: null });
  const told = gathered(findings);
  return { outcome: outcomeOf(told), findings: EFFECTS.flatMap((effect) => told.filter((finding) => finding.effect === effect)) };
}

/** Merges all gaps of one kind into one finding. */
function gathered(findings: readonly UseFinding[]): UseFinding[] {
  const asked = (code: UseFinding['code']) => findings.filter((finding) => finding.code === code).flatMap((finding) => finding.asked);
  return findings.flatMap((finding, i) => {
    if (finding.clause !== null) return [finding];
    const isFirst = findings.findIndex((other) => other.code === finding.code) === i;
    return isFirst ? [{ ...finding, asked: asked(finding.code) }] : [];
  });
}

function outcomeOf(findings: readonly UseFinding[]): UseOutcome {
  if (findings.some(({ effect }) => effect === 'forbids')) return 'forbidden';
  return findings.some(({ effect }) => effect === 'unknown') ? 'unknown' : 'permitted';
}

function onTerms(terms: LicenseTerms, use: Use, model: LicensedModel): UseFinding[] {
  const intended = LicensedUse.options.filter((name) => use[name] === true);
  return [
    ...intended.flatMap((name) => onUse(terms, name, model)),
    ...onSize(terms, use),
    ...onRegion(terms, use, model),
    ...onConditions(terms, intended),
  ];
}

/** Of a licence that nobody could read, only commercial use can be known from elsewhere. */
function onNoTerms(code: 'license_unknown' | 'license_not_in_catalog', use: Use, { commercial = null }: LicensedModel): UseFinding[] {
  if (use.commercial !== true || commercial === null) return [unread(code, [])];
  const others = UseMember.options.filter((name) => name !== 'commercial' && use[name] !== undefined && use[name] !== false);
  return [...(commercial ? [] : [barred(null)]), ...(others.length > 0 ? [unread(code, [])] : [])];
}

/** Whether the licence allows one intended use at all. */
function onUse(terms: LicenseTerms, name: LicensedUse, { commercial = null }: LicensedModel): UseFinding[] {
  if (name === 'commercial') return onCommercialUse(terms, commercial);
  const { permissions, prohibitions, outputs } = terms;
  const prohibition = prohibitions?.find((one) => one.use === name);
  if (prohibition) return [{ code: 'use_forbidden', effect: 'forbids', asked: [name], ...cited(prohibition) }];
  if (name === 'trains_other_models') {
    if (outputs?.trains_other_models === 'forbidden')
      return [{ code: 'use_forbidden', effect: 'forbids', asked: [name], ...cited(outputs) }];
    return outputs === null || prohibitions === null ? [unread('terms_unknown', [name])] : [];
  }
  if (permissions === null || prohibitions === null) return [unread('terms_unknown', [name])];
  return permissions.some(({ tag }) => tag === 'distribution') ? [] : [unread('not_stated', [name])];
}

function onCommercialUse(terms: LicenseTerms, known: boolean | null): UseFinding[] {
  const grant = commercialGrant(terms);
  const allowed = known ?? grant.allowed;
  if (allowed === null) return [unread(grant.allowed === null ? grant.why : 'terms_unknown', ['commercial'])];
  return allowed ? [] : [barred(grant.allowed === false ? grant.clause : null)];
}

/** The finding that commercial use is not allowed, by a clause of the licence or by something else. */
function barred(clause: Clause | null): UseFinding {
  return {
    code: 'use_forbidden',
    effect: 'forbids',
    asked: ['commercial'],
    ...(clause ? cited(clause) : { clause: null, quote: null, source: null }),
  };
}

function onSize({ thresholds }: LicenseTerms, use: Use): UseFinding[] {
  if (thresholds === null)
    return (['monthly_active_users', 'annual_revenue'] as const)
      .filter((name) => use[name] !== undefined)
      .map((name) => unread('terms_unknown', [name]));
  return thresholds.flatMap((threshold) => onThreshold(threshold, use));
}

/**
 * The finding on a threshold that is passed. The request gives the figures of the whole company, so of one product they are only an upper
 * bound, as a year's revenue is of a month's. A name to display is then listed in any case; what would forbid stays open.
 */
function onThreshold(threshold: Threshold, use: Use): UseFinding[] {
  const asked = threshold.metric === 'monthly_active_users' ? 'monthly_active_users' : 'annual_revenue';
  const given = use[asked];
  if (given === undefined || (threshold.commercial_only && use.commercial === false)) return [];
  if (threshold.comparison === 'more_than' ? given <= threshold.value : given < threshold.value) return [];
  const { metric, comparison, value, measured, consequence, shows, only_if, except } = threshold;
  const surely =
    measured.of === 'licensee_and_affiliates' &&
    metric !== 'monthly_revenue' &&
    only_if === undefined &&
    (!threshold.commercial_only || use.commercial === true);
  return [
    {
      code: consequence,
      effect: consequence === 'display_name' ? 'needs' : surely ? 'forbids' : 'unknown',
      asked: threshold.commercial_only && use.commercial ? ['commercial', asked] : [asked],
      ...cited(threshold),
      ...(shows && { shows }),
      threshold: { metric, comparison, value, given, measured },
      ...(only_if && { only_if }),
      ...(except.length > 0 && { except }),
    },
  ];
}

function onRegion({ regions_excluded }: LicenseTerms, { region }: Use, { multimodal }: LicensedModel): UseFinding[] {
  if (region === undefined) return [];
  if (regions_excluded === null) return [unread('terms_unknown', ['region'])];
  return regions_excluded.flatMap((excluded): UseFinding[] => {
    const inside = liesIn(region, excluded.region);
    const concerned = excluded.models === 'all' ? true : multimodal;
    if ((!inside && !liesIn(excluded.region, region)) || concerned === false) return [];
    const rest = { asked: ['region' as const], ...cited(excluded), ...(excluded.except.length > 0 && { except: excluded.except }) };
    if (concerned === null) return [{ code: 'modalities_unknown', effect: 'unknown', ...rest }];
    return [{ code: 'region_excluded', effect: inside ? 'forbids' : 'unknown', ...rest }];
  });
}

function onConditions({ conditions }: LicenseTerms, intended: readonly LicensedUse[]): UseFinding[] {
  return (conditions ?? []).flatMap((condition): UseFinding[] => {
    const asked = condition.on === 'any_use' ? [] : intended.filter((name) => condition.on.includes(name));
    if (condition.on !== 'any_use' && asked.length === 0) return [];
    return [{ code: condition.tag, effect: 'needs', asked, ...cited(condition), ...(condition.shows && { shows: condition.shows }) }];
  });
}

/** The finding that no text is known to say anything. */
function unread(code: UseFinding['code'], asked: UseFinding['asked']): UseFinding {
  return { code, effect: 'unknown', asked, clause: null, quote: null, source: null };
}

function cited({ clause, quote, source }: Clause): Clause {
  return { clause, quote, source };
}
