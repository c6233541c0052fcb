import { isIncreasing, scaleFaults } from '../../scoring/value-scale.ts';
import { dayNumber } from '../calendar-date.ts';
import { type Attribute, type AttributeScale, isBenchmark } from '../vocabulary.ts';
import type { Finding } from './seed-fault.ts';

const FITTING: Readonly<Record<Attribute['type'], readonly AttributeScale['kind'][]>> = {
  number: ['linear', 'log', 'steps'],
  boolean: ['linear', 'steps'],
  date: ['linear'],
  string: ['set'],
  set: ['set'],
};

/** What contradicts itself in one attribute; the shape has been parsed already. Paths are relative to its entry. */
export function attributeFindings(attribute: Attribute): Finding[] {
  const { type, values, format, scale, items } = attribute;
  const findings: Finding[] = [];
  const textual = type === 'string' || type === 'set';
  if (values !== undefined && !textual) findings.push({ path: ['values'], message: `a ${type} has no list of members` });
  for (const [index, member] of (values ?? []).entries())
    if (values?.indexOf(member) !== index) findings.push({ path: ['values', index], message: `${member} stands here twice` });
  if (format !== undefined && !textual) findings.push({ path: ['format'], message: `a ${type} has no format ${format}` });
  if (items !== undefined && !isBenchmark(attribute))
    findings.push({ path: ['items'], message: 'only a number of a category benchmark_... has questions' });
  if (scale !== null)
    findings.push(...scaleFindings(attribute, scale).map((finding) => ({ ...finding, path: ['scale', ...finding.path] })));
  return findings;
}

function scaleFindings(attribute: Attribute, scale: AttributeScale): Finding[] {
  const { type, better, values } = attribute;
  if (!FITTING[type].includes(scale.kind)) return [{ path: ['kind'], message: `a ${scale.kind} scale does not fit a ${type}` }];
  if ('worst' in scale && (typeof scale.worst === 'string') !== (type === 'date'))
    return [{ path: ['worst'], message: `the anchors of a ${type} are ${type === 'date' ? 'days' : 'numbers'}` }];
  const findings: Finding[] = scaleFaults(inNumbers(scale)).map(({ path, detail }) => ({ path, message: detail }));
  if (scale.kind === 'set') {
    for (const [index, member] of scale.wanted.entries())
      if (values !== undefined && !values.includes(member))
        findings.push({ path: ['wanted', index], message: `${member} is none of the attribute's values` });
  }
  const direction = directionOf(scale);
  if (findings.length === 0 && better !== direction && !(scale.kind === 'set' && better === 'none'))
    findings.push({ path: [], message: `the scale makes ${direction} better, but better says ${better}` });
  return findings;
}

/** More of the wanted members is better: a set scale points upwards. */
function directionOf(scale: AttributeScale): 'higher' | 'lower' {
  const numeric = inNumbers(scale);
  return numeric.kind === 'set' || isIncreasing(numeric) ? 'higher' : 'lower';
}

function inNumbers(scale: AttributeScale) {
  if (!('worst' in scale) || typeof scale.worst === 'number' || typeof scale.best === 'number')
    return scale as Exclude<AttributeScale, { worst: string }>;
  return { kind: 'linear' as const, worst: dayNumber(scale.worst), best: dayNumber(scale.best) };
}
