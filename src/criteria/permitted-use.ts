import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import { type Column, claimsAt, compileColumn, factAt } from '../catalog/facts/column.ts';
import { type Fact, UNKNOWN } from '../catalog/facts/fact.ts';
import { type FactView, HOSTING } from '../catalog/facts/fact-view.ts';
import type { License } from '../catalog/license.ts';
import { intIn } from '../scoring/number-in.ts';
import type { Use } from '../words/use.ts';
import type { ComputedCriterion, ComputeInputs } from './computed-criterion.ts';
import { licenseUse } from './licence/license-use.ts';
import { UseFinding, UseOutcome } from './licence/use-finding.ts';

const described = (description: string) => ({ description });

/** How a permitted use comes about. */
export const PermittedUse = z
  .strictObject({
    license: z.string().max(2000).nullable().meta(described('The licence, as the attribute `license` has it; null where it is not known.')),
    outcome: UseOutcome,
    findings: z.array(UseFinding).max(200).readonly().meta(described('What the licence has to say, what forbids first.')),
  })
  .readonly()
  .meta({ id: 'PermittedUse', description: 'The intended use held against the licence of the weights. No legal advice.' });
export type PermittedUse = z.infer<typeof PermittedUse>;

const LICENSE = 'license';
const COMMERCIAL_USE = 'commercial_use';
const MODALITIES = 'modalities_in';

const ATTRIBUTE = {
  id: 'permitted_use',
  category: 'computed',
  title: 'Permitted use',
  description:
    'The licence of the weights permits the request’s `use`, conditions that can be fulfilled left aside. Commercial use as such is what `commercial_use` has: at a provider whose terms are known, these count too.',
  type: 'boolean',
  unit: null,
  better: 'higher',
  nature: 'decided',
  scope: 'model',
  scale_reason: 'Yes earns all, no earns nothing; an unknown is neither.',
  stale_after_days: null,
} as const;

const fact = (value: boolean): Fact => Object.freeze({ status: 'known', value, claim: null, conflicts: [] });
const FACTS = [UNKNOWN, fact(true), fact(false)] as const;
const FACT_INDEX = { unknown: 0, permitted: 1, forbidden: 2 } as const satisfies Record<UseOutcome, number>;

/** Whether the licence permits what the request means to do. */
export const permittedUse: ComputedCriterion<'permitted_use', typeof PermittedUse> = {
  attribute: ATTRIBUTE,
  from: 'use',
  implies: { is: true, if_unknown: 'keep' },
  scale: () => ({ kind: 'linear', worst: 0, best: 1 }),
  drawsOn: ({ use }) => (use?.commercial ? [LICENSE, COMMERCIAL_USE] : [LICENSE]),
  detail: PermittedUse,
  column: ({ catalog, view, inputs, attribute }) => {
    const evaluated = evaluations(catalog, view, useOf(inputs));
    const factIndex = Int32Array.from(view.candidates, (_, candidate) => FACT_INDEX[evaluated(candidate).shown.outcome]);
    return {
      ...compileColumn(attribute, FACTS, factIndex),
      lineage: (candidate) => [...new Set(evaluated(candidate).drawn.flatMap((column) => claimsAt(column, candidate)))],
      detail: (candidate) => evaluated(candidate).shown,
      caveats: () => [],
    };
  },
};

function useOf({ use }: ComputeInputs): Use {
  if (!use) throw new Error('permitted_use without a use, and the plan let it pass');
  return use;
}

/** An evaluation, with the columns that it rests on. */
type Evaluated = { readonly shown: PermittedUse; readonly drawn: readonly Column[] };

/** The columns that bear on a licence; null where the vocabulary has no such attribute. */
type LicenseColumns = Readonly<Record<'license' | 'modalities' | 'hosting' | 'commercial', Column | null>>;

/** Candidates that are alike in all that bears on their licence share an evaluation. */
function evaluations({ licenses }: Catalog, view: FactView, use: Use): (candidate: number) => Evaluated {
  const columns = {
    license: view.columnNamed(LICENSE),
    modalities: view.columnNamed(MODALITIES),
    hosting: view.columnNamed(HOSTING),
    commercial: use.commercial ? view.columnNamed(COMMERCIAL_USE) : null,
  };
  const drawn = [columns.license, columns.modalities, columns.hosting, columns.commercial];
  const evaluated = new Map<number, Evaluated>();
  return (candidate) => {
    let alike = 0;
    for (const column of drawn) if (column) alike = alike * column.distinctFacts.length + intIn(column.valueCode, candidate);
    const evaluation = evaluated.get(alike) ?? evaluate(licenses, columns, use, candidate);
    evaluated.set(alike, evaluation);
    return evaluation;
  };
}

function evaluate(licenses: Catalog['licenses'], columns: LicenseColumns, use: Use, candidate: number): Evaluated {
  const { license, modalities, hosting, commercial } = columns;
  const value = license && factAt(license, candidate).value;
  const id = typeof value === 'string' ? value : null;
  const terms = id === null ? 'unknown' : (licenses.get(id) ?? 'not_in_catalog');
  const model = {
    multimodal: modalities && isMultimodal(factAt(modalities, candidate)),
    hosted: hosting && isHosted(factAt(hosting, candidate)),
    commercial: commercial && commercialAt(commercial, candidate),
  };
  const asksModalities = use.region !== undefined && typeof terms === 'object' && minds(terms);
  return {
    shown: { license: id, ...licenseUse(terms, use, model) },
    drawn: [license, commercial, asksModalities ? modalities : null].filter((column) => column !== null),
  };
}

/** Whether the licence makes a difference by what the model takes. */
function minds({ terms }: License): boolean {
  return terms.regions_excluded?.some(({ models }) => models === 'multimodal') === true;
}

/** Whether a model takes images, sound or film beside text (`pdf` is how a host takes text). A list that may lack members can't say no. */
function isMultimodal({ value, claim }: Fact): boolean | null {
  if (!Array.isArray(value)) return null;
  if (value.some((kind) => kind !== 'text' && kind !== 'pdf')) return true;
  return claim?.qualifier === undefined ? false : null;
}

function commercialAt(column: Column, candidate: number): boolean | null {
  const { value } = factAt(column, candidate);
  return typeof value === 'boolean' ? value : null;
}

function isHosted({ value }: Fact): boolean | null {
  return Array.isArray(value) ? !value.includes('self_hosted') : null;
}
