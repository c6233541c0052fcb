import type { Catalog } from '../../catalog/catalog.ts';
import { KIND, VENDOR, vendorOf } from '../../catalog/facts/market.ts';
import { memoizeWeak } from '../../catalog/memoize.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { type ComputeInputs, computeInputsOf } from '../../criteria/computed-criterion.ts';
import { COMPUTED, computedIn, computedNamed } from '../../criteria/registry.ts';
import { nearestNames, type Path, type Report, reportDuplicates } from '../../words/request-fault.ts';
import { canonicalMember } from '../gate/operators/members.ts';
import type { RankingRequest } from './request.ts';

/** What the request, or the profile that it takes, gives to work something out from. */
export function inputsOf(catalog: Catalog, request: RankingRequest): ComputeInputs {
  return computeInputsOf(request, catalog.profiles.get(request.prefer?.profile ?? '')?.request as RankingRequest | undefined);
}

export function checkSources(catalog: Catalog, { sources }: RankingRequest, report: Report): void {
  for (const member of ['only', 'except'] as const) checkNames(catalog.sources, 'source', sources?.[member], ['sources', member], report);
}

export function checkCandidates(catalog: Catalog, { candidates }: RankingRequest, report: Report): void {
  const { models, families, offers, providers, kinds } = candidates ?? {};
  checkNames(catalog.models, 'model', models, ['candidates', 'models'], report);
  checkNames(catalog.families, 'family', families, ['candidates', 'families'], report);
  checkNames(catalog.offers, 'offer', offers, ['candidates', 'offers'], report);
  checkNames(catalog.providers, 'provider', providers, ['candidates', 'providers'], report);
  if (kinds) checkKinds(catalog, kinds, report);
}

function checkKinds({ attributes }: Catalog, kinds: readonly string[], report: Report): void {
  const kind = attributes.get(KIND);
  const path = ['candidates', 'kinds'];
  if (kind) for (const [i, name] of kinds.entries()) canonicalMember(kind, name, [...path, i], report);
  else report(path, 'unknown_attribute', `The vocabulary has no attribute \`${KIND}\`.`);
  reportDuplicates(kinds, path, report);
}

/** Reports names that a part of the catalog lacks, and those that stand twice. */
export function checkNames(
  entries: ReadonlyMap<string, unknown>,
  noun: string,
  names: readonly string[] | undefined,
  path: Path,
  report: Report,
): void {
  names?.forEach((name, i) => {
    if (!entries.has(name))
      report([...path, i], `unknown_${noun}`, `The catalog has no ${noun} of this name.`, nearestNames(name, entries.keys()));
  });
  reportDuplicates(names, path, report);
}

/** An attribute of the vocabulary, or one that is worked out from what the request gives; reports the lack of either. */
export function attributeOrComputed(
  catalog: Catalog,
  name: string,
  inputs: ComputeInputs,
  path: Path,
  report: Report,
): Attribute | undefined {
  const computed = catalog.attributes.has(name) ? undefined : computedNamed(name);
  if (!computed) return attributeNamed(catalog, name, path, report, computedNames());
  if (inputs[computed.from] === undefined) {
    report(path, `${computed.from}_needed`, `\`${name}\` is worked out from \`${computed.from}\`: give that too.`);
    return undefined;
  }
  return computedIn(catalog, inputs).find(({ criterion }) => criterion === computed)?.attribute;
}

/** An attribute of the vocabulary; reports the lack of it. `others`: names that may have been meant too. */
export function attributeNamed(
  catalog: Catalog,
  name: string,
  path: Path,
  report: Report,
  others: readonly string[] = [],
): Attribute | undefined {
  const attribute = name === VENDOR ? vendorWord(catalog).word : catalog.attributes.get(name);
  if (!attribute) {
    const detail = catalog.groups.has(name)
      ? 'A group can be preferred, not required: name an attribute.'
      : 'The vocabulary has no attribute of this name.';
    report(path, 'unknown_attribute', detail, nearestNames(name, [...catalog.attributes.keys(), ...others]));
  }
  return attribute;
}

/** The attribute `vendor` with its closed list: the makers of the models and families that the catalog has. */
const vendorWord = memoizeWeak(({ attributes, models, families }: Catalog): { readonly word: Attribute | undefined } => {
  const word = attributes.get(VENDOR);
  const values = [...new Set([...models.keys(), ...families.keys()].map(vendorOf))].sort();
  return { word: word && { ...word, values } };
});

export function computedNames(): string[] {
  return COMPUTED.map(({ attribute }) => attribute.id);
}
