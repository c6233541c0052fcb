import type { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import { factView } from '../catalog/facts/fact-view.ts';
import { attributeNamed, checkNames } from '../ranking/ask/check-names.ts';
import { checkRequest } from '../ranking/ask/check-request.ts';
import { selectionOf } from '../ranking/ask/plan.ts';
import type { RankingRequest } from '../ranking/ask/request.ts';
import { nearestNames, type Report, type RequestFault, reportDuplicates, reportTo } from '../words/request-fault.ts';
import { COMPARED, ComparisonRequest } from './request.ts';

/** Members that mean what they mean in a ranking request, and are checked as one. */
const SHARED = ['view', 'sources', 'prefer', 'scales', 'as_of', 'revision'] as const;
const Own = ComparisonRequest.omit({ view: true, sources: true, prefer: true, scales: true, as_of: true, revision: true });

export type CheckedComparison = {
  /** Null where anything is wrong. */
  readonly request: ComparisonRequest | null;
  /** What its shape got wrong. */
  readonly issues: readonly z.core.$ZodIssue[];
  /** What is at odds with the vocabulary, the catalog or itself. */
  readonly faults: readonly RequestFault[];
};

/** Holds a comparison request against its schema and the catalog, and names every fault at once. */
export function checkComparison(catalog: Catalog, body: unknown, today: string): CheckedComparison {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { request: null, issues: ComparisonRequest.safeParse(body, { reportInput: true }).error?.issues ?? [], faults: [] };
  const members = Object.entries(body);
  const isShared = ([name]: [string, unknown]) => SHARED.some((shared) => shared === name);
  const shared = checkRequest(catalog, { ...Object.fromEntries(members.filter(isShared)), require: {} });
  const own = Own.safeParse(Object.fromEntries(members.filter((member) => !isShared(member))), { reportInput: true });
  const faults: RequestFault[] = [...shared.faults];
  const report = reportTo(faults);
  const named = own.success ? own.data : readable(body as Record<string, unknown>);
  if (own.success) checkCount(named, report);
  if (shared.request) checkOptions(catalog, named, shared.request, today, report);
  named.attributes?.forEach((name, i) => {
    attributeNamed(catalog, name, ['attributes', i], report);
  });
  reportDuplicates(named.attributes, ['attributes'], report);
  const { require: _none, ...sharedMembers } = shared.request ?? {};
  return {
    request: own.success && shared.request && faults.length === 0 ? { ...sharedMembers, ...own.data } : null,
    issues: [...(own.error?.issues ?? []), ...shared.issues],
    faults,
  };
}

type Named = z.infer<typeof Own>;

/** The lists that can be read beside a malformed part. */
function readable(body: Record<string, unknown>): Named {
  const parts = Object.entries(Own.shape).map(([name, schema]) => [name, schema.safeParse(body[name]).data] as const);
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
}

function checkCount({ models = [], offers = [] }: Named, report: Report): void {
  const count = models.length + offers.length;
  if (count < COMPARED.least) report([], 'too_few', `Name at least ${COMPARED.least} \`models\` or \`offers\` to compare.`);
  if (count > COMPARED.most) report([], 'too_many', `At most ${COMPARED.most} \`models\` and \`offers\` together.`);
}

function checkOptions(catalog: Catalog, { models, offers }: Named, shared: RankingRequest, today: string, report: Report): void {
  if (shared.view === 'article') {
    checkFamilies(catalog, models, [...factView(catalog, selectionOf(shared), shared.as_of ?? today).byModel.keys()], report);
    offers?.forEach((_offer, i) => {
      report(['offers', i], 'not_in_view', 'The article speaks of families, not of offers.');
    });
    return;
  }
  models?.forEach((name, i) => {
    if (catalog.models.has(name)) return;
    const members = [...catalog.models.values()].filter((model) => model.family === name).map((model) => model.id);
    if (catalog.families.has(name))
      report(['models', i], 'is_a_family', 'This is a family: name models of it, or compare in the `article` view.', members.slice(0, 3));
    else report(['models', i], 'unknown_model', 'The catalog has no model of this name.', nearestNames(name, catalog.models.keys()));
  });
  reportDuplicates(models, ['models'], report);
  checkNames(catalog.offers, 'offer', offers, ['offers'], report);
  offers?.forEach((name, i) => {
    if (models?.includes(catalog.offers.get(name)?.model ?? ''))
      report(['offers', i], 'overlap', 'Its model is compared too, and through this offer: name one of the two.');
  });
}

function checkFamilies(catalog: Catalog, families: readonly string[] | undefined, spoken: readonly string[], report: Report): void {
  families?.forEach((name, i) => {
    if (spoken.includes(name)) return;
    const family = catalog.models.get(name)?.family;
    if (family !== undefined)
      report(
        ['models', i],
        'not_in_view',
        'In the `article` view the families are compared.',
        family !== null && spoken.includes(family) ? [family] : spoken,
      );
    else if (catalog.families.has(name)) report(['models', i], 'not_in_view', 'The article does not speak of this family.', spoken);
    else report(['models', i], 'unknown_family', 'The catalog has no family of this name.', nearestNames(name, spoken));
  });
  reportDuplicates(families, ['models'], report);
}
