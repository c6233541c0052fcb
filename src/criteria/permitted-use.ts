import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import { type Column, claimsAt, compileColumn, factAt } from '../catalog/facts/column.ts';
import { type Fact, UNKNOWN } from '../catalog/facts/fact.ts';
import { type FactView, HOSTING } from '../catalog/facts/fact-view.ts';
import type { License } from '../catalog/license.ts';
import type { Use } from '../words/use.ts';
import type { ComputedCriterion, ComputeInputs } from './computed-criterion.ts';
import { licenseUse, UseFinding, UseOutcome } from './licence/license-use.ts';

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
const MODALITIES = 'modalities_in';

const ATTRIBUTE = {
  id: 'permitted_use',
  category: 'computed',
  title: 'Permitted use',
  description:
    'The licence of the weights permits the request’s `use`, conditions that can be fulfilled left aside. Who hosts the model has terms of its own.',
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
const PLACE = { unknown: 0, permitted: 1, forbidden: 2 } as const;

/** Whether the licence permits what the request means to do. */
export const permittedUse: ComputedCriterion = {
  attribute: ATTRIBUTE,
  from: 'use',
  implies: { is: true, if_unknown: 'keep' },
  scale: () => ({ kind: 'linear', worst: 0, best: 1 }),
  drawsOn: () => [LICENSE],
  column: ({ catalog, view, inputs, attribute }) => {
    const evaluated = evaluations(catalog, view, useOf(inputs));
    const index = Int32Array.from(view.candidates, (_, candidate) => PLACE[evaluated(candidate).shown.outcome]);
    return {
      ...compileColumn(attribute, FACTS, index),
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

/** Candidates that are alike in what bears on their licence share an evaluation. */
function evaluations(catalog: Catalog, view: FactView, use: Use): (candidate: number) => Evaluated {
  const license = columnOf(catalog, view, LICENSE);
  const modalities = columnOf(catalog, view, MODALITIES);
  const hosting = columnOf(catalog, view, HOSTING);
  const place = (column: Column | null, candidate: number) => (column ? (column.valueCode[candidate] as number) : 0);
  const known = new Map<number, Evaluated>();
  return (candidate) => {
    const alike =
      (place(license, candidate) * (modalities?.distinctFacts.length ?? 1) + place(modalities, candidate)) *
        (hosting?.distinctFacts.length ?? 1) +
      place(hosting, candidate);
    const found = known.get(alike) ?? evaluate(catalog, use, license, modalities, hosting, candidate);
    known.set(alike, found);
    return found;
  };
}

function evaluate(
  { licenses }: Catalog,
  use: Use,
  license: Column | null,
  modalities: Column | null,
  hosting: Column | null,
  candidate: number,
): Evaluated {
  const value = license && factAt(license, candidate).value;
  const id = typeof value === 'string' ? value : null;
  const terms = id === null ? 'unknown' : (licenses.get(id) ?? 'not_in_catalog');
  const model = {
    multimodal: modalities && isMultimodal(factAt(modalities, candidate)),
    hosted: hosting && isHosted(factAt(hosting, candidate)),
  };
  const asksModalities = use.region !== undefined && typeof terms === 'object' && minds(terms);
  return {
    shown: { license: id, ...licenseUse(terms, use, model) },
    drawn: [license, asksModalities ? modalities : null].filter((column) => column !== null),
  };
}

/** Whether it makes a difference to the licence what the model takes. */
function minds({ terms }: License): boolean {
  return terms.regions_excluded?.some(({ models }) => models === 'multimodal') === true;
}

/** Images, sound or film beside text; `pdf` is how a host takes text. A list that may lack members settles nothing by what it lacks. */
function isMultimodal({ value, claim }: Fact): boolean | null {
  if (!Array.isArray(value)) return null;
  if (value.some((kind) => kind !== 'text' && kind !== 'pdf')) return true;
  return claim?.qualifier === undefined ? false : null;
}

function isHosted({ value }: Fact): boolean | null {
  return Array.isArray(value) ? !value.includes('self_hosted') : null;
}

function columnOf(catalog: Catalog, view: FactView, id: string): Column | null {
  const attribute = catalog.attributes.get(id);
  return attribute ? view.column(attribute) : null;
}
