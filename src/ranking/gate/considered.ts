import type { Candidate, FactView } from '../../catalog/facts/fact-view.ts';
import type { Plan } from '../ask/plan.ts';

/** The candidates that a request asks about, as indexes in `view.candidates`; `view.everyone` itself where it names none. */
export function consideredBy({ candidates: asked }: Plan, view: FactView): readonly number[] {
  const models = new Set(asked.models);
  const families = new Set(asked.families);
  const offers = new Set(asked.offers);
  const providers = new Set(asked.providers);
  const namesModels = models.size + families.size + offers.size > 0;
  if (!namesModels && providers.size === 0) return view.everyone;
  const isNamed = ({ id, model, family }: Candidate) =>
    !namesModels || models.has(model) || offers.has(id) || families.has(model) || (family !== null && families.has(family));
  const isServed = ({ provider }: Candidate) => providers.size === 0 || (provider !== null && providers.has(provider));
  const considered: number[] = [];
  for (const [index, candidate] of view.candidates.entries()) if (isNamed(candidate) && isServed(candidate)) considered.push(index);
  return considered;
}
