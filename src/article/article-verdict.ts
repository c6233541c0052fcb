import type { Catalog } from '../catalog/catalog.ts';
import type { Verdict as StoredVerdict } from '../catalog/entries.ts';
import { articleWords } from '../catalog/facts/article-words.ts';
import { factAt } from '../catalog/facts/column.ts';
import type { Candidate, FactView } from '../catalog/facts/fact-view.ts';
import type { RankingRequest } from '../ranking/ask/request.ts';
import { missesAt } from '../ranking/gate/gate.ts';
import { usedAttributes } from '../ranking/measure/measure.ts';
import { rankingState } from '../ranking/pipeline.ts';
import type { RankingState } from '../ranking/state.ts';
import type { ArticleVerdict, HoldsCode } from './answer.ts';
import { judge } from './judgement.ts';
import { placesLooked } from './places-looked.ts';
import { mayMeet, type Side, sideOf } from './side.ts';
import { verdictText } from './verdict-text.ts';

/**
 * Computes one verdict of the article on a day: from the article's own claims in its own words, and from verified facts in words that verified
 * sources speak in too. The article's pick is only compared.
 */
export function articleVerdict(catalog: Catalog, verdict: StoredVerdict, asOf: string): ArticleVerdict {
  const claimed = catalog.picks[verdict.id];
  if (claimed === undefined) throw new Error(`verdict ${verdict.id} has no pick, and the check of the seed let it pass`);
  const request = verdict.request as RankingRequest;
  const inArticle = rankingState(catalog, { ...request, view: 'article' }, asOf);
  const families = inArticle.view.candidates.map((candidate) => candidate.model);
  const choose = chosenFamily(inArticle);
  const computed = { choose, agrees: choose === claimed, claims: claimsBehind(inArticle, inArticle.eligibility.considered) };
  const supporting = [...new Set(verdict.supporting_claims)]
    .sort()
    .map((claim) => ({ claim, check: catalog.claimChecks.get(claim)?.verdict ?? null }));
  const asked = { ...((verdict.verified_request ?? request) as RankingRequest), view: 'verified' as const };
  const words = usedAttributes(inArticle.plan, inArticle.performances).map(({ id }) => id);
  const judged = verifiedVerdict(catalog, { asked, words, families, claimed, asOf });
  const contradicted = supporting.filter(({ check }) => check === 'contradicted').map(({ claim }) => claim);
  const why: HoldsCode[] = contradicted.length > 0 ? ['supporting_claims_contradicted'] : [];
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
    verified_request: { ...asked, candidates: { families } },
    verified_request_reason: verdict.verified_request_reason ?? verdict.request_reason,
    verified: { ...judged.verified, why: [...judged.verified.why, ...why] },
    supporting_claims: supporting,
    text: verdictText({ ...judged, catalog, condition: verdict.condition, claimed, agrees: computed.agrees, contradicted }),
  };
}

function chosenFamily({ ranked, view }: RankingState): string | null {
  const first = ranked.filter((entry) => entry.rank === 1).map((entry) => (view.candidates[entry.candidate] as Candidate).model);
  if (first.length === 1) return first[0] as string;
  return first.length > 1 && first.length === view.candidates.length ? 'both' : null;
}

type Question = {
  readonly asked: RankingRequest;
  /** The attributes that the article's own condition speaks of. */
  readonly words: readonly string[];
  readonly families: readonly string[];
  readonly claimed: string;
  readonly asOf: string;
};
type Judged = { readonly state: RankingState; readonly sides: readonly Side[]; readonly verified: ArticleVerdict['verified'] };

function verifiedVerdict(catalog: Catalog, { asked, words, families, claimed, asOf }: Question): Judged {
  const state = rankingState(catalog, { ...asked, candidates: { families: [...families] } }, asOf);
  const sides = families.map((family) => sideOf(state, family));
  const choose = chosenModel(state);
  const isArticles = (id: string) => articleWords(catalog).has(id);
  const missing = missingAttributes(state, sides);
  const leftOut = words.filter((id) => isArticles(id) && !missing.includes(id));
  const articleOnly = missing.filter(isArticles);
  const { holds, why } = judge({ state, sides, claimed, missing, articleOnly });
  const shown = sides.flatMap((side) => (side.best === null ? side.candidates : [side.best]));
  const allMissing = [...missing, ...leftOut];
  const verified = {
    choose,
    family: choose === null ? null : (catalog.models.get(choose)?.family ?? null),
    holds,
    why: leftOut.length === 0 || why.includes('article_only_words') ? why : [...why, 'article_only_words' as const],
    missing: allMissing,
    article_only: [...articleOnly, ...leftOut],
    looked: placesLooked(state.view, sides, allMissing, catalog),
    whole_catalog: holds === null ? null : chosenModel(rankingState(catalog, asked, asOf)),
    claims: claimsBehind(state, shown),
  };
  return { state, sides, verified };
}

function chosenModel({ ranked, view }: RankingState): string | null {
  const first = new Set(ranked.filter((entry) => entry.rank === 1).map((entry) => candidateOf(view, entry.candidate).model));
  return first.size === 1 ? ([...first][0] as string) : null;
}

/**
 * Ids of the attributes that are known for no member of one of the families, or that leave open whether one meets the request. Members that
 * are known not to meet it do not count, unless all are.
 */
function missingAttributes({ plan, view, performances, eligibility }: RankingState, sides: readonly Side[]): string[] {
  const counting = sides.map((side) => {
    const open = side.candidates.filter((i) => mayMeet(eligibility, i));
    return { side, open, members: open.length > 0 ? open : side.candidates };
  });
  const leftOpen = new Set(
    counting
      .filter(({ side }) => side.meets === 'unknown')
      .flatMap(({ open }) => open.flatMap((i) => eligibility.checks.filter((check) => missesAt(check, i).includes('unknown'))))
      .map((check) => check.attribute),
  );
  return usedAttributes(plan, performances)
    .filter((attribute) => {
      const column = view.column(attribute);
      return leftOpen.has(attribute) || counting.some(({ members }) => members.every((i) => factAt(column, i).status !== 'known'));
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
