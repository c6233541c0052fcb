import type { Catalog } from '../../catalog/catalog.ts';
import { factAt } from '../../catalog/facts/column.ts';
import { type Candidate, type FactView, HOSTING } from '../../catalog/facts/fact-view.ts';
import type { Attention } from '../../catalog/hardware/kv-cache.ts';
import { memoizeByIndex, memoizeWeak } from '../../catalog/memoize.ts';

/** Ids of the attributes that memory and speed are computed from. */
export const HARDWARE_ATTRIBUTES = {
  parameters: 'parameters_total',
  activeParameters: 'parameters_active',
  published: 'weights_precision',
  layers: 'layers',
  kvHeads: 'attention_kv_heads',
  headDim: 'attention_head_dim',
  kvLoraRank: 'kv_lora_rank',
  qkRopeHeadDim: 'qk_rope_head_dim',
  fullLayers: 'layers_full_attention',
  window: 'attention_window',
} as const;
type Name = keyof typeof HARDWARE_ATTRIBUTES;

/** What the catalog knows of a model's size and build. Null: not known. */
export type HardwareFacts = {
  readonly parameters: number | null;
  readonly activeParameters: number | null;
  /** Number formats in which the vendor publishes the weights. */
  readonly published: readonly string[];
  readonly attention: Attention;
  /** Ids of the claims that all this rests on. */
  readonly claims: readonly string[];
};

export function hardwareFactsOf(catalog: Catalog, view: FactView, candidate: Candidate): HardwareFacts {
  const claims: string[] = [];
  const read = (name: Name) => {
    const attribute = catalog.attributes.get(HARDWARE_ATTRIBUTES[name]);
    const fact = attribute && view.factOf(attribute, candidate);
    if (fact?.status === 'known' && fact.claim) claims.push(fact.claim.id);
    return fact?.value ?? null;
  };
  const number = (name: Name) => {
    const value = read(name);
    return typeof value === 'number' ? value : null;
  };
  const published = read('published');
  return {
    parameters: number('parameters'),
    activeParameters: number('activeParameters'),
    published: Array.isArray(published) ? published : [],
    attention: {
      layers: number('layers'),
      kvHeads: number('kvHeads'),
      headDim: number('headDim'),
      kvLoraRank: number('kvLoraRank'),
      qkRopeHeadDim: number('qkRopeHeadDim'),
      fullLayers: number('fullLayers'),
      window: number('window'),
    },
    claims,
  };
}

/** Who runs a candidate: the user on hardware of their own (`self`), or others. Null: not known. */
export type Runs = 'self' | 'others' | null;

export type HardwareSheet = { readonly runs: (candidate: number) => Runs; readonly facts: (candidate: number) => HardwareFacts };

/** For every candidate of a view, read when first asked for: part of the compiled view. */
export function hardwareSheet(catalog: Catalog, view: FactView): HardwareSheet {
  return sheetsIn(catalog)(view);
}

const sheetsIn = memoizeWeak((catalog: Catalog) =>
  memoizeWeak((view: FactView): HardwareSheet => {
    const hosting = view.columnNamed(HOSTING);
    return {
      runs: (candidate) => {
        const value = hosting && factAt(hosting, candidate).value;
        return Array.isArray(value) ? (value.includes('self_hosted') ? 'self' : 'others') : null;
      },
      facts: memoizeByIndex(view.candidates.length, (candidate) => hardwareFactsOf(catalog, view, view.candidates[candidate] as Candidate)),
    };
  }),
);
