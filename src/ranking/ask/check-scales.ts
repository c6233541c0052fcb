import type { Catalog } from '../../catalog/catalog.ts';
import { numericScale } from '../../catalog/facts/numeric-scale.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { type SetScale, scaleFaults } from '../../scoring/value-scale.ts';
import type { Path, Report } from '../../words/request-fault.ts';
import { canonicalMember } from '../gate/operators/members.ts';
import { attributeOrComputed, type Given } from './check-names.ts';
import type { Word } from './check-requirement.ts';
import type { RequestScale } from './request.ts';

/** Reports scales of attributes that there are not, that do not fit their attributes, or that are no scales. */
export function checkScales(catalog: Catalog, scales: Readonly<Record<string, RequestScale>>, given: Given, report: Report): void {
  for (const [name, scale] of Object.entries(scales)) {
    const path = ['scales', name];
    const attribute = attributeOrComputed(catalog, name, given, path, report);
    if (!attribute) continue;
    const misfit = misfitOf(attribute, scale);
    if (misfit !== null) report(path, 'wrong_scale', misfit);
    else if ('wanted' in scale) checkWanted({ catalog, attribute }, scale, path, report);
    else for (const fault of scaleFaults(numericScale(scale))) report([...path, ...fault.path], fault.code, fault.detail);
  }
}

/** Reports members that the attribute can't have, and those that stand twice once they are written as the catalog writes them. */
function checkWanted(word: Word, scale: SetScale, path: Path, report: Report): void {
  const wanted = scale.wanted.map((member, i) => canonicalMember({ ...word, report }, member, [...path, 'wanted', i]));
  for (const fault of scaleFaults({ ...scale, wanted })) report([...path, ...fault.path], fault.code, fault.detail);
}

/** A checked scale with its members as the catalog writes them. */
export function readScale(word: Word, scale: RequestScale): RequestScale {
  if (!('wanted' in scale)) return scale;
  return { ...scale, wanted: scale.wanted.map((member) => canonicalMember({ ...word, report: () => {} }, member, [])) };
}

/** How a scale does not fit the type of its attribute; null where it does. */
function misfitOf({ id, type }: Attribute, scale: RequestScale): string | null {
  const ofMembers = 'kind' in scale && scale.kind === 'set';
  if (ofMembers !== (type === 'set' || type === 'string'))
    return `\`${id}\` is a ${type}: ${ofMembers ? 'its scale has numeric anchors' : 'its scale is of kind `set`'}.`;
  if ('worst' in scale && (typeof scale.worst === 'string') !== (type === 'date'))
    return type === 'date' ? 'The anchors of a date are days, YYYY-MM-DD.' : 'The anchors are numbers.';
  return null;
}
