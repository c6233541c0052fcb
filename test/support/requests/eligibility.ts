import type { Catalog } from '../../../src/catalog/catalog.ts';
import { factAt } from '../../../src/catalog/facts/column.ts';
import type { Fact } from '../../../src/catalog/facts/fact.ts';
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
    names.push(
      ...marketFailures(resolved, wanted, candidate, (name) => (catalog.attributes.has(name) ? factOf(attribute(name), candidate) : null)),
    );
    return [...new Set(names)].sort();
  };
  return new Map(
    view.candidates.filter((candidate) => isConsidered(candidate, wanted)).map((candidate) => [candidate.id, failed(candidate)]),
  );
}

/** The words of the market on which a candidate is out: its model's kind, its provider's, the basis of its price. */
function marketFailures(
  { candidates }: Ranking['resolved'],
  { models = [], offers = [], providers = [] }: NonNullable<RankingRequest['candidates']>,
  { id, model, offer, provider }: Candidate,
  factNamed: (name: string) => Fact | null,
): string[] {
  if (!candidates || offers.includes(id)) return [];
  const out: string[] = [];
  const kind = factNamed('kind')?.value ?? null;
  if (kind !== null && !candidates.kinds.includes(String(kind)) && !models.includes(model)) out.push('kind');
  const host = factNamed('provider_kind');
  if (host && offer !== null && host.value === null && !candidates.unvetted && !providers.includes(provider ?? ''))
    out.push('provider_kind');
  const basis = factNamed('price_basis');
  if (!basis || offer === null || candidates.plans === 'include') return out;
  const claimed = ['price_input', 'price_output', 'price_per_request'].flatMap((name) => factNamed(name)?.claim?.value ?? []);
  const listedAtZero = claimed.length > 0 && claimed.every((price) => price === 0);
  const isPlan = basis.value === null ? listedAtZero : ['subscription', 'quota', 'trial'].includes(String(basis.value));
  return isPlan ? [...out, 'price_basis'] : out;
}

export function selectionOf({ view, sources }: Pick<Ranking['resolved'], 'view' | 'sources'>): SourceSelection {
  return view === 'sources' ? (sources as SourceSelection) : { view };
}

function isConsidered(
  { id, model, family, provider }: Candidate,
  { models = [], families = [], offers = [], providers = [] }: NonNullable<RankingRequest['candidates']>,
): boolean {
  const named =
    models.length + families.length + offers.length === 0 ||
    models.includes(model) ||
    offers.includes(id) ||
    families.includes(model) ||
    families.includes(family ?? '');
  return named && (providers.length === 0 || providers.includes(provider ?? ''));
}
