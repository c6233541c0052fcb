import { compareIds } from '../catalog.ts';
import type { Claim, Source, SourceKind } from '../claim.ts';
import type { Attribute } from '../vocabulary.ts';

/** A claim that speaks of a candidate, and how closely: more is more specific. */
export type ApplicableClaim = { readonly claim: Claim; readonly source: Source; readonly specificity: number };

/** Whom to believe, best first: the vendor on what it decides, others on what one measures. An operator's own claim is above all. */
const KIND_ORDER: Record<Attribute['nature'], readonly SourceKind[]> = {
  decided: ['vendor', 'registry', 'independent', 'article'],
  measured: ['independent', 'vendor', 'registry', 'article'],
};
const CONFIDENCE_ORDER: readonly Claim['confidence'][] = ['high', 'medium', 'low'];

/**
 * The claim that stands, of those that apply: a stated value before a fruitless search; an operator's; the more specific subject; the
 * source kind; the newer as_of (dated beats undated); the confidence; within one source the later statement; the id.
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

/** Negative when `a` is to be believed before `b`; 0 when only the place in the source and the id can tell. */
function compare(a: ApplicableClaim, b: ApplicableClaim, nature: Attribute['nature']): number {
  return (
    (a.claim.value_status === 'not_found' ? 1 : 0) - (b.claim.value_status === 'not_found' ? 1 : 0) ||
    (a.source.kind === 'operator' ? 0 : 1) - (b.source.kind === 'operator' ? 0 : 1) ||
    b.specificity - a.specificity ||
    KIND_ORDER[nature].indexOf(a.source.kind) - KIND_ORDER[nature].indexOf(b.source.kind) ||
    compareIds(b.claim.as_of ?? '', a.claim.as_of ?? '') ||
    CONFIDENCE_ORDER.indexOf(a.claim.confidence) - CONFIDENCE_ORDER.indexOf(b.claim.confidence)
  );
}

/** Each source's last statement, by id: comparing places across sources would make the order run in circles. */
function lastOfItsSource(tied: readonly ApplicableClaim[]): ApplicableClaim[] {
  const last = new Map<string, ApplicableClaim>();
  for (const claim of tied) {
    const other = last.get(claim.source.id);
    if (!other || claim.claim.position > other.claim.position) last.set(claim.source.id, claim);
  }
  return [...last.values()].sort((a, b) => compareIds(a.claim.id, b.claim.id));
}
