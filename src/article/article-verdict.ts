import type { Catalog } from '../catalog/catalog.ts';
import type { Verdict as StoredVerdict } from '../catalog/entries.ts';
import { factAt } from '../catalog/facts/column.ts';
import type { Candidate, FactView } from '../catalog/facts/fact-view.ts';
import type { RankingRequest } from '../ranking/ask/request.ts';
import { missesAt } from '../ranking/gate/gate.ts';
import { usedAttributes } from '../ranking/measure/measure.ts';
import { rankingState } from '../ranking/pipeline.ts';
import type { RankingState } from '../ranking/state.ts';
import type { ArticleVerdict } from './answer.ts';
import { judge } from './judgement.ts';
import { type Side, sideOf } from './side.ts';

/** Computes one verdict of the article on a day: from the article's own claims, and from verified facts. The article's pick is only compared. */
export function articleVerdict(catalog: Catalog, verdict: StoredVerdict, asOf: string): ArticleVerdict {
  const claimed = catalog.picks[verdict.id];
  if (claimed === undefined) throw new Error(`verdict ${verdict.id} has no pick, and the check of the seed let it pass`);
  const request = verdict.request as RankingRequest;
  const inArticle = rankingState(catalog, { ...request, view: 'article' }, asOf);
  const families = inArticle.view.candidates.map((candidate) => candidate.model);
  const choose = chosenFamily(inArticle);
  const supporting = [...new Set(verdict.supporting_claims)]
    .sort()
    .map((claim) => ({ claim, check: catalog.claimChecks.get(claim)?.verdict ?? null }));
  const verified = verifiedVerdict(catalog, { request: { ...request, view: 'verified' }, families, claimed, asOf });
  const contradicted = supporting.some(({ check }) => check === 'contradicted');
  const computed = { choose, agrees: choose === claimed, claims: claimsBehind(inArticle, inArticle.eligibility.considered) };
  return {
    id: verdict.id,
    condition: verdict.condition,
    section: verdict.section,
    quote: verdict.quote,
    kind: verdict.kind,
    claimed,
    request,
    request_reason: verdict.request_reason,
    article: computed,
    verified: contradicted ? { ...verified, why: [...verified.why, 'supporting_claims_contradicted'] } : verified,
    supporting_claims: supporting,
    text: verdictText(verdict.condition, claimed, computed.agrees, verified),
  };
}

function chosenFamily({ ranked, view }: RankingState): string | null {
  const first = ranked.filter((entry) => entry.rank === 1).map((entry) => (view.candidates[entry.candidate] as Candidate).model);
  if (first.length === 1) return first[0] as string;
  return first.length > 1 && first.length === view.candidates.length ? 'both' : null;
}

type Question = {
  readonly request: RankingRequest;
  readonly families: readonly string[];
  readonly claimed: string;
  readonly asOf: string;
};

function verifiedVerdict(catalog: Catalog, { request, families, claimed, asOf }: Question): ArticleVerdict['verified'] {
  const state = rankingState(catalog, { ...request, candidates: { families: [...families] } }, asOf);
  const sides = families.map((family) => sideOf(state, family));
  const choose = chosenModel(state);
  const missing = missingAttributes(state, sides);
  const articleOnly = missing.filter((id) => !state.view.columnNamed(id)?.facts.some((fact) => fact.status === 'known'));
  const { holds, why } = judge({ state, sides, claimed, missing, articleOnly });
  const shown = sides.flatMap((side) => (side.best === null ? side.candidates : [side.best]));
  return {
    choose,
    family: choose === null ? null : (catalog.models.get(choose)?.family ?? null),
    holds,
    why,
    missing,
    article_only: articleOnly,
    whole_catalog: holds === null ? null : chosenModel(rankingState(catalog, request, asOf)),
    claims: claimsBehind(state, shown),
  };
}

function chosenModel({ ranked, view }: RankingState): string | null {
  const first = new Set(ranked.filter((entry) => entry.rank === 1).map((entry) => candidateOf(view, entry.candidate).model));
  return first.size === 1 ? ([...first][0] as string) : null;
}

/** Ids of the attributes that are known for no available member of one of the families, or that leave open whether one meets the request. */
function missingAttributes({ plan, view, performances, eligibility }: RankingState, sides: readonly Side[]): string[] {
  const open = new Set(
    sides
      .filter((side) => side.meets === 'unknown')
      .flatMap((side) => side.candidates.flatMap((i) => eligibility.checks.filter((check) => missesAt(check, i).includes('unknown'))))
      .map((check) => check.attribute),
  );
  return usedAttributes(plan, performances)
    .filter((attribute) => {
      const column = view.column(attribute);
      return open.has(attribute) || sides.some((side) => side.candidates.every((i) => factAt(column, i).status !== 'known'));
    })
    .map((attribute) => attribute.id);
}

function claimsBehind({ plan, view, performances }: RankingState, candidates: readonly number[]): string[] {
  const ids = usedAttributes(plan, performances).flatMap((attribute) => candidates.map((i) => factAt(view.column(attribute), i).claim?.id));
  return [...new Set(ids.filter((id) => id !== undefined))].sort();
}

function candidateOf(view: FactView, candidate: number): Candidate {
  return view.candidates[candidate] as Candidate;
}

function verdictText(condition: string, claimed: string, agrees: boolean, { choose, holds, missing }: ArticleVerdict['verified']): string {
  const article = `The article picks ${claimed} for: ${condition}. ${agrees ? 'Its own claims bear that out.' : 'Its own claims do not bear that out.'}`;
  const which = choose === null ? '' : ` (they choose ${choose})`;
  if (holds === true) return `${article} Verified facts agree${which}.`;
  if (holds === false) return `${article} Verified facts disagree${which}.`;
  return `${article} Verified facts can't tell${missing.length > 0 ? `: not known for one of the families: ${missing.join(', ')}` : ''}.`;
}
