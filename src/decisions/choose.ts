import type { Chosen } from './decision.ts';
import type { Choice } from './new-decision.ts';

export type Option = Pick<Chosen, 'model' | 'offer' | 'rank' | 'score'>;
export type ChoiceFault = { readonly path: readonly string[]; readonly code: string; readonly detail: string };

/** The chosen one of the options that the ranking shows; without a choice of the caller's, the one that the verdict chooses. */
export function choose(
  options: readonly Option[],
  verdict: { readonly choose: string | null; readonly offer: string | null },
  choice: Choice | undefined,
): Chosen | { readonly fault: ChoiceFault } {
  const fault = (path: string[], code: string, detail: string) => ({ fault: { path, code, detail } });
  if (options.length === 0)
    return fault(['ranking'], 'nothing_eligible', 'Nothing meets every requirement, so there is nothing to choose.');
  const wanted =
    choice ?? (verdict.choose === null ? null : { model: verdict.choose, ...(verdict.offer !== null && { offer: verdict.offer }) });
  if (wanted === null) return fault(['chosen'], 'choice_needed', 'The ranking has no single winner: say which option is chosen.');
  const { model, offer } = { model: undefined, ...wanted };
  const found = options.find(
    (option) => (model === undefined || option.model === model) && (offer === undefined || option.offer === offer),
  );
  if (!found) {
    const detail = 'It is none of the options that the ranking shows. A larger `limit` shows more; `"fold": "none"` shows every offer.';
    return fault(['chosen'], 'not_ranked', detail);
  }
  const why = choice?.why ?? null;
  if (found.rank > 1 && why === null)
    return fault(['chosen', 'why'], 'why_needed', `It has rank ${found.rank}: say why it is chosen all the same.`);
  return { model: found.model, offer: found.offer, rank: found.rank, score: found.score, why };
}
