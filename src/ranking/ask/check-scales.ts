import type { Catalog } from '../../catalog/catalog.ts';
import { numericScale } from '../../catalog/facts/numeric-scale.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import type { ComputeInputs } from '../../criteria/computed-criterion.ts';
import { scaleFaults } from '../../scoring/value-scale.ts';
import type { Report } from '../../words/request-fault.ts';
import { attributeOrComputed } from './check-names.ts';
import type { RequestScale } from './request.ts';

/** Reports scales of attributes that there are not, that do not fit their attributes, or that are no scales. */
export function checkScales(catalog: Catalog, scales: Readonly<Record<string, RequestScale>>, inputs: ComputeInputs, report: Report): void {
  for (const [name, scale] of Object.entries(scales)) {
    const path = ['scales', name];
    const attribute = attributeOrComputed(catalog, name, inputs, path, report);
    if (!attribute) continue;
    const misfit = misfitOf(attribute, scale);
    if (misfit !== null) report(path, 'wrong_scale', misfit);
    else for (const fault of scaleFaults(numericScale(scale))) report([...path, ...fault.path], fault.code, fault.detail);
  }
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
