import { type Catalog, compareIds } from '../catalog.ts';
import type { Claim, ClaimMode } from '../claim.ts';
import { memoizeWeak } from '../memoize.ts';
import { type Attribute, isBenchmark } from '../vocabulary.ts';

/** How a model is mostly measured. Null: no result that counts says so. */
export type MainMode = { readonly thinking: boolean | null; readonly effort: string | null };

/** With tools it is another test; with or without thinking, the model was run in another way; with another effort, in nearly the same. */
const OTHER = { tools: 4, thinking: 2, effort: 1 } as const;

/** A way to run a model is documented where this many benchmarks or more were reported of it. */
const DOCUMENTED = 3;

/** From the least to the most; `32k` and the like are budgets of tokens, in numbers. */
const EFFORTS: readonly string[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

const UNSTATED: MainMode = Object.freeze({ thinking: null, effort: null });

/** By subject: the current results of benchmarks that say whether the model thought, or how hard. */
const statedModes = memoizeWeak((catalog: Catalog): ReadonlyMap<string, readonly Claim[]> => {
  const found = new Map<string, Claim[]>();
  for (const [id, bySubject] of catalog.claimsByAttribute) {
    const attribute = catalog.attributes.get(id);
    if (attribute === undefined || !isBenchmark(attribute)) continue;
    for (const [subject, claims] of bySubject) {
      const stated = claims.filter(
        ({ mode, value_status }) => value_status === 'stated' && (mode?.thinking !== undefined || mode?.effort !== undefined),
      );
      if (stated.length > 0) found.set(subject, [...(found.get(subject) ?? []), ...stated]);
    }
  }
  return found;
});

/**
 * The main mode of a candidate's model, from the results of the model and its family that `counts` lets through. With thinking where three
 * benchmarks or more were reported with it, or no fewer than without; the effort in the same way, the highest of which that is true. What
 * another model is reported with plays no part. Each model is looked at once.
 */
export function mainModeReader(
  catalog: Catalog,
  counts: (claim: Claim) => boolean,
): (candidate: { readonly model: string; readonly family: string | null }) => MainMode {
  const stated = statedModes(catalog);
  const kept = new Map<string, MainMode>();
  return ({ model, family }) => {
    const before = kept.get(model);
    if (before !== undefined) return before;
    const claims = [...(stated.get(model) ?? []), ...(stated.get(family ?? '') ?? [])].filter(counts);
    const mode = claims.length === 0 ? UNSTATED : mainModeOf(claims);
    kept.set(model, mode);
    return mode;
  };
}

function mainModeOf(claims: readonly Claim[]): MainMode {
  const thinking = mostlyOf(claims, ({ mode }) => mode?.thinking, Number);
  const alike = claims.filter(({ mode }) => thinking === null || mode?.thinking === undefined || mode.thinking === thinking);
  return { thinking, effort: mostlyOf(alike, ({ mode }) => mode?.effort, heightOfEffort) };
}

/** The highest value that is documented; without one, that with the most benchmarks, and of those the highest. */
function mostlyOf<T extends boolean | string>(
  claims: readonly Claim[],
  statedIn: (claim: Claim) => T | undefined,
  heightOf: (value: T) => number,
): T | null {
  const reported = new Map<T, Set<string>>();
  for (const claim of claims) {
    const value = statedIn(claim);
    if (value !== undefined) reported.set(value, (reported.get(value) ?? new Set()).add(claim.attribute));
  }
  const ranked = [...reported].map(([value, { size }]) => ({ value, results: Math.min(size, DOCUMENTED), height: heightOf(value) }));
  ranked.sort((a, b) => b.results - a.results || b.height - a.height || compareIds(String(a.value), String(b.value)));
  return ranked[0]?.value ?? null;
}

/** Words that the vendors share stand above budgets, and budgets above words of one vendor, of which nobody knows how much they are. */
function heightOfEffort(effort: string): number {
  const place = EFFORTS.indexOf(effort);
  if (place >= 0) return 1e12 + place;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([km]?)$/.exec(effort) ?? [];
  return amount === undefined ? -1 : Number(amount) * (unit === 'm' ? 1e6 : unit === 'k' ? 1000 : 1);
}

/** In what a claim's mode is another one than the model's main mode: 0, or bits of which the weightiest orders claims. */
export function otherModeOf(attribute: Attribute, { mode }: Claim, main: MainMode): number {
  if (mode === undefined) return 0;
  const tools = mode.tools === true && !givesTools(attribute) ? OTHER.tools : 0;
  if (differ(mode.thinking, main.thinking)) return tools | OTHER.thinking;
  return tools | (differ(mode.effort, main.effort) ? OTHER.effort : 0);
}

/** Whether the test itself is one of using tools, so that having them is no other mode. By the names that the vocabulary gives such tests. */
export function givesTools({ id, category }: Attribute): boolean {
  return category === 'benchmark_agentic' || id.endsWith('_with_tools');
}

/** Whether two claims say of one thing that it was otherwise: then they are on two measurements, and both can be true. */
export function inTwoModes(a: ClaimMode | undefined, b: ClaimMode | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return differ(a.thinking, b.thinking) || differ(a.effort, b.effort) || differ(a.tools, b.tools) || differ(a.harness, b.harness);
}

/** Whether both are stated, and not the same. */
function differ<T>(a: T | null | undefined, b: T | null | undefined): boolean {
  return a !== undefined && b !== undefined && a !== null && b !== null && a !== b;
}

/** What is unlike the main mode, in words: `without thinking`, `with tools, effort low`. */
export function otherModeText(bits: number, mode: ClaimMode | undefined): string {
  const parts = [
    bits & OTHER.tools && 'with tools',
    bits & OTHER.thinking && (mode?.thinking === true ? 'with thinking' : 'without thinking'),
    bits & OTHER.effort && `effort ${mode?.effort}`,
  ];
  return parts.filter(Boolean).join(', ');
}
