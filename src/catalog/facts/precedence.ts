import { compareIds } from '../catalog.ts';
import type { Claim, Source, SourceKind } from '../claim.ts';
import type { Attribute } from '../vocabulary.ts';

/** A claim that speaks of a candidate. */
export type ApplicableClaim = {
  readonly claim: Claim;
  readonly source: Source;
  /** 0 to 3: the higher, the closer its subject is to the candidate. */
  readonly specificity: number;
  /** In what it is of another mode than the model's results are mostly (otherModeOf). Left out: in nothing. */
  readonly otherMode?: number;
};

/** Whom to believe, best first: the vendor on what it decides itself, others on what is measured. An operator's own claim beats all. */
const KIND_ORDER: Record<Attribute['nature'], readonly SourceKind[]> = {
  decided: ['vendor', 'registry', 'independent', 'article'],
  measured: ['independent', 'vendor', 'registry', 'article'],
};
const CONFIDENCE_ORDER: readonly Claim['confidence'][] = ['high', 'medium', 'low'];

/**
 * The claim to believe of those that apply; null where there are none. In this order decide: a value before a search that found nothing, what a
 * source states before what a rule derived, an operator's claim, the main mode before another, the more specific subject, the earlier rule, the
 * kind of source, an exact value before an approximate one, the newer `as_of` (dated beats undated), the confidence, within one source the later
 * statement, and the id.
 */
export function winningClaim(claims: readonly ApplicableClaim[], nature: Attribute['nature']): ApplicableClaim | null {
  let best: ApplicableClaim[] = [];
  for (const claim of claims) {
    const order = best[0] === undefined ? -1 : compare(claim, best[0], nature);
    if (order < 0) best = [claim];
    else if (order === 0) best.push(claim);
  }
  return lastOfItsSource(best)[0] ?? null;
}

/** Negative when `a` is to be believed before `b`; 0 when only the position in the source and the id can tell. */
function compare(a: ApplicableClaim, b: ApplicableClaim, nature: Attribute['nature']): number {
  return (
    (a.claim.value_status === 'not_found' ? 1 : 0) - (b.claim.value_status === 'not_found' ? 1 : 0) ||
    (a.claim.derived ? 1 : 0) - (b.claim.derived ? 1 : 0) ||
    (a.source.kind === 'operator' ? 0 : 1) - (b.source.kind === 'operator' ? 0 : 1) ||
    (a.otherMode ?? 0) - (b.otherMode ?? 0) ||
    b.specificity - a.specificity ||
    (a.claim.derived ? a.claim.position - b.claim.position : 0) ||
    KIND_ORDER[nature].indexOf(a.source.kind) - KIND_ORDER[nature].indexOf(b.source.kind) ||
    (a.claim.qualifier === 'approximately' ? 1 : 0) - (b.claim.qualifier === 'approximately' ? 1 : 0) ||
    compareIds(b.claim.as_of ?? '', a.claim.as_of ?? '') ||
    CONFIDENCE_ORDER.indexOf(a.claim.confidence) - CONFIDENCE_ORDER.indexOf(b.claim.confidence)
  );
}

/** The last statement of each source, in order of id. Positions in different sources are not compared: that would make the order circular. */
function lastOfItsSource(tied: readonly ApplicableClaim[]): ApplicableClaim[] {
  const last = new Map<string, ApplicableClaim>();
  for (const claim of tied) {
    const other = last.get(claim.source.id);
    if (!other || claim.claim.position > other.claim.position) last.set(claim.source.id, claim);
  }
  return [...last.values()].sort((a, b) => compareIds(a.claim.id, b.claim.id));
}
