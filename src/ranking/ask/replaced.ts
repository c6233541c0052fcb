import type { Catalog } from '../../catalog/catalog.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import type { Candidate, FactView } from '../../catalog/facts/fact-view.ts';
import { KIND, MODALITIES } from '../../catalog/facts/market.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import type { Requirement } from '../gate/operators/requirement.ts';

type Value = Fact['value'];

const TEXT = 'text';

/** The model in use, as far as it is known what it can do: what a request that replaces it requires. */
export type Replaced = {
  readonly model: string;
  /** By attribute: what whoever takes its place has to be able to do. */
  readonly require: Readonly<Record<string, Requirement>>;
  /** The attributes of which nothing is known for it, so that nothing is required. */
  readonly notKnown: readonly string[];
};

/** What its place asks for, by attribute. A flag that it does not have asks for nothing, and so does a word that the vocabulary lacks. */
const ASKED: Readonly<Record<string, (value: Value, attribute: Attribute) => Requirement | null>> = {
  ...Object.fromEntries(MODALITIES.map((id) => [id, (value: Value, attribute: Attribute) => modalities(value, attribute)])),
  tool_calling: flag,
  structured_output: flag,
  context_window: (value) => (typeof value === 'number' ? { at_least: value } : null),
  // a model of unknown kind is let in, as in every ranking
  [KIND]: (value) => (typeof value === 'string' ? { is: value, if_unknown: 'keep' } : null),
};

/** The attributes that a model in use makes requirements on, in their order in answers. */
export const ASKED_OF_REPLACED: readonly string[] = Object.keys(ASKED);

/** Every model takes text; of the rest those count that the scale of the vocabulary counts (`pdf` is a service of some hosts, and few say so). */
function modalities(value: Value, { scale }: Attribute): Requirement | null {
  const members = Array.isArray(value) ? value : [];
  const counted = scale?.kind === 'set' ? members.filter((member) => member === TEXT || scale.wanted.includes(member)) : members;
  return counted.length > 0 ? { all_of: [...counted].sort() } : null;
}

function flag(value: Value): Requirement | null {
  return value === true ? { is: true } : null;
}

/** What replacing a model asks for, from what a view knows of it. */
export function replacedIn({ attributes }: Catalog, view: FactView, model: string): Replaced {
  const require: Record<string, Requirement> = {};
  const notKnown: string[] = [];
  for (const [id, requirementAt] of Object.entries(ASKED)) {
    const attribute = attributes.get(id);
    if (!attribute) continue;
    const { value } = knownOfModel(view, attribute, model);
    const requirement = requirementAt(value, attribute);
    if (value === null) notKnown.push(id);
    else if (requirement) require[id] = requirement;
  }
  return { model, require, notKnown };
}

/** A value with the claims that it rests on; null where nothing is known. */
export type Known = { readonly value: Value; readonly claims: readonly string[] };

const NOTHING: Known = { value: null, claims: [] };

/**
 * What is known of the model itself. Where nothing is, what all of its offers of which something is known can do: whichever of them is in use, it
 * can do that.
 */
export function knownOfModel(view: FactView, attribute: Attribute, model: string): Known {
  const own = (view.byModel.get(model) ?? []).map((index) => view.candidates[index] as Candidate);
  const [first] = own;
  if (!first) return NOTHING;
  const itself = knownBy(view.factOf(attribute, { id: model, model, family: first.family, offer: null, provider: null }));
  if (itself.value !== null) return itself;
  return own.map((candidate) => knownBy(view.factOf(attribute, candidate))).reduce(inCommon, NOTHING);
}

function knownBy({ value, claim }: Fact): Known {
  return value === null ? NOTHING : { value, claims: claim ? [claim.id] : [] };
}

/** What two have in common: the smaller number, the members of both, the flag that both have. */
function inCommon(a: Known, b: Known): Known {
  if (a.value === null || b.value === null) return a.value === null ? b : a;
  return { value: commonValue(a.value, b.value), claims: [...new Set([...a.claims, ...b.claims])] };
}

function commonValue(a: NonNullable<Value>, b: NonNullable<Value>): Value {
  if (Array.isArray(a) && Array.isArray(b)) return a.filter((member) => b.includes(member));
  if (typeof a === 'number' && typeof b === 'number') return Math.min(a, b);
  if (typeof a === 'boolean') return a === b ? a : false;
  return a === b ? a : null;
}
