import type { ItemEntry } from '../calibration.ts';
import type { ClaimEntry, ClaimMode } from '../claim.ts';

type Asked = Pick<ClaimEntry, 'attribute' | 'value' | 'value_status' | 'qualifier' | 'when' | 'mode'>;

/** What a claim says for abilities: a result on an item, of the model in a setting (null: as it is meant to be used). */
export type ClaimedResult = { readonly item: string; readonly setting: string | null; readonly value: number };

export type ItemsOfClaims = {
  readonly items: Readonly<Record<string, Pick<ItemEntry, 'attribute' | 'harness' | 'tools'>>>;
  readonly other_efforts: readonly string[];
};

/**
 * Reads claims as results. A way of running the test (tools, harness) makes another item; a way of running the model (thinking off, less
 * effort) another respondent. Null: not a result of any item, or only a bound.
 */
export function resultReader({ items, other_efforts }: ItemsOfClaims): (claim: Asked) => ClaimedResult | null {
  const byAttribute = Map.groupBy(Object.entries(items), ([, item]) => item.attribute);
  const efforts = new Set(other_efforts);
  return ({ attribute, value, value_status, qualifier, when, mode }) => {
    if (typeof value !== 'number' || value_status !== 'stated' || when !== undefined) return null;
    if (qualifier === 'at_least' || qualifier === 'at_most') return null;
    const ofAttribute = byAttribute.get(attribute) ?? [];
    const named = ofAttribute.filter(([, { harness }]) => harness?.some((prefix) => mode?.harness?.startsWith(prefix)));
    const run = named.length > 0 ? named : ofAttribute.filter(([, { harness }]) => harness === undefined);
    const found = run.find(([, item]) => item.tools === true) ?? run[0];
    if (found === undefined || (mode?.tools === true && found[1].tools !== true)) return null;
    return { item: found[0], setting: settingOf(mode, efforts), value };
  };
}

function settingOf(mode: ClaimMode | undefined, otherEfforts: ReadonlySet<string>): string | null {
  if (mode?.thinking === false) return 'no-thinking';
  return mode?.effort !== undefined && otherEfforts.has(mode.effort) ? `effort-${mode.effort}` : null;
}
