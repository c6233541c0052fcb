import type { Catalog } from '../../../src/catalog/catalog.ts';
import { factAt } from '../../../src/catalog/facts/column.ts';
import { type Candidate, factView, type SourceSelection } from '../../../src/catalog/facts/fact-view.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import { computedIn, withComputed } from '../../../src/criteria/registry.ts';
import type { Ranking } from '../../../src/explaining/answer/ranking.ts';
import type { RankingRequest } from '../../../src/ranking/ask/request.ts';
import { asGiven, onTheGpu } from './expanded-answer.ts';
import { mayStay } from './operators.ts';

/** By candidate that is considered: the attributes on which it is out, from the published request and the contract's rules alone. */
export function failedAttributes(
  catalog: Catalog,
  resolved: Ranking['resolved'],
  wanted: RankingRequest['candidates'] = {},
): Map<string, string[]> {
  const claimed = factView(catalog, selectionOf(resolved), resolved.as_of);
  const given = {
    ...(resolved.workload && { workload: asGiven(resolved.workload) }),
    ...(resolved.use && { use: resolved.use }),
    ...(resolved.deployment && { deployment: onTheGpu(resolved.deployment) }),
  };
  const computed = computedIn(catalog, given);
  const view = withComputed(catalog, claimed, { asOf: resolved.as_of, inputs: given, computed });
  const attribute = (name: string) =>
    catalog.attributes.get(name) ?? (computed.find((one) => one.attribute.id === name)?.attribute as Attribute);
  const factOf = (named: Attribute, candidate: Candidate) =>
    view.computed.has(named.id) ? factAt(view.column(named), view.candidates.indexOf(candidate)) : view.factOf(named, candidate);
  const scored = Object.keys(resolved.scales);
  const failed = (candidate: Candidate) => {
    const out = Object.entries(resolved.require).filter(
      ([name, requirement]) => !mayStay(attribute(name), requirement, factOf(attribute(name), candidate)),
    );
    const names = out.map(([name]) => name);
    if (resolved.if_unknown === 'exclude') names.push(...scored.filter((name) => factOf(attribute(name), candidate).status !== 'known'));
    if (!resolved.require.lifecycle) {
      const lifecycle = catalog.attributes.has('lifecycle') && view.factOf(attribute('lifecycle'), candidate).value;
      if (lifecycle === 'retired' || lifecycle === 'unreleased') names.push('lifecycle');
      const retirement = catalog.attributes.has('retirement_date') ? view.factOf(attribute('retirement_date'), candidate) : null;
      if (
        retirement &&
        typeof retirement.value === 'string' &&
        retirement.value <= resolved.as_of &&
        retirement.claim?.qualifier !== 'at_least'
      )
        names.push('retirement_date');
    }
    return [...new Set(names)].sort();
  };
  return new Map(
    view.candidates.filter((candidate) => isConsidered(candidate, wanted)).map((candidate) => [candidate.id, failed(candidate)]),
  );
}

export function selectionOf({ view, sources }: Pick<Ranking['resolved'], 'view' | 'sources'>): SourceSelection {
  return view === 'sources' ? (sources as SourceSelection) : { view };
}

function isConsidered(
  { model, family, provider }: Candidate,
  { models = [], families = [], providers = [] }: NonNullable<RankingRequest['candidates']>,
): boolean {
  const named =
    models.length + families.length === 0 || models.includes(model) || families.includes(model) || families.includes(family ?? '');
  return named && (providers.length === 0 || providers.includes(provider ?? ''));
}
