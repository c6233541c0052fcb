import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import type { Model, Verdict as StoredVerdict } from '../catalog/entries.ts';
import { factAt } from '../catalog/facts/column.ts';
import type { Candidate, FactView } from '../catalog/facts/fact-view.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import { RankingRequest } from '../ranking/ask/request.ts';
import { type Eligibility, missesAt } from '../ranking/gate/gate.ts';
import {
  contributionAt,
  highestScore,
  lowestScore,
  type MeasuredPart,
  type Performances,
  usedAttributes,
} from '../ranking/measure/measure.ts';
import { rankingState } from '../ranking/pipeline.ts';
import type { RankingState } from '../ranking/state.ts';
import { SCORE_TIE } from '../scoring/ranks.ts';

const Id = z.string().min(1).max(300);
const Ids = z.array(Id).max(2000).readonly();

/** Why a verdict of the article holds before verified facts, or does not, or can't be told. */
export const HoldsCode = z.enum([
  'verified_facts_agree',
  'verified_facts_disagree',
  'both_meet',
  'neither_meets',
  'tie',
  'claimed_fails',
  'facts_missing',
  'facts_partly_missing',
  'article_only_words',
  'decided_by_missing_facts',
  'unknowns_could_change_this',
  'supporting_claims_contradicted',
]);
export type HoldsCode = z.infer<typeof HoldsCode>;

export const ArticleVerdict = z
  .strictObject({
    id: Id.meta({ description: 'Id of the verdict.' }),
    condition: z.string().max(300).meta({ description: 'The "if" of the verdict, in words.' }),
    section: z.string().max(200).meta({ description: 'Where in the article it stands.' }),
    quote: z.string().max(200).meta({ description: 'A few words that locate it.' }),
    kind: z.enum(['stated', 'implied']).meta({ description: 'Whether the article states the verdict or only implies it.' }),
    claimed: Id.meta({ description: 'What the article picks: a family, or "both".' }),
    request: RankingRequest.meta({ description: 'The condition as a ranking request, which `POST /v1/rankings` takes as it is.' }),
    request_reason: z.string().max(600).meta({ description: 'Why this request is the condition.' }),
    article: z
      .strictObject({
        choose: Id.nullable().meta({
          description: 'What the request chooses from the claims of the article alone: a family, "both" or null.',
        }),
        agrees: z.boolean().meta({ description: 'Whether that is what the article picks.' }),
        claims: Ids.meta({ description: 'The claims that decided.' }),
      })
      .meta({ description: 'The verdict computed from the claims of the article alone.' }),
    verified: z
      .strictObject({
        choose: Id.nullable().meta({ description: 'The model of either family that the request chooses from verified facts.' }),
        family: Id.nullable().meta({ description: 'Its family.' }),
        holds: z.boolean().nullable().meta({ description: 'Whether the verdict holds; null: facts are missing.' }),
        why: z.array(HoldsCode).max(20).readonly().meta({ description: 'Why, for a program.' }),
        missing: Ids.meta({ description: 'Attributes of which no verified fact is known for one of the families.' }),
        article_only: Ids.meta({ description: 'Those of them that no verified source speaks of at all.' }),
        whole_catalog: Id.nullable().meta({
          description: 'The model that the request chooses from the whole catalog, where facts decide.',
        }),
        claims: Ids.meta({ description: 'The claims that decided.' }),
      })
      .meta({ description: 'The verdict computed from verified facts on real models.' }),
    supporting_claims: z
      .array(
        z.strictObject({
          claim: Id.meta({ description: 'A claim of the article that the verdict rests on.' }),
          check: z
            .enum(['confirmed', 'contradicted', 'unverifiable'])
            .nullable()
            .meta({ description: 'What came of holding it against verified facts.' }),
        }),
      )
      .max(100)
      .readonly()
      .meta({ description: 'The claims that the article itself rests the verdict on, each checked.' }),
    text: z.string().max(2000).meta({ description: 'Both in words; everything it says stands in the data.' }),
  })
  .meta({ id: 'ArticleVerdict', description: 'A verdict of the article ("choose X if ...") as data, computed twice.' });
export type ArticleVerdict = z.infer<typeof ArticleVerdict>;

/** Of the weight that verified sources speak of at all, less than this share comparable between the families does not speak for the condition. */
const COMPARABLE_SHARE = 0.5;
/** What verified sources speak of carries at least this share of the whole weight; otherwise only the article's own words decide. */
const VERIFIABLE_SHARE = 0.25;

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
  const verified = verifiedVerdict(catalog, request, families, claimed, asOf);
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

function verifiedVerdict(
  catalog: Catalog,
  request: RankingRequest,
  families: readonly string[],
  claimed: string,
  asOf: string,
): ArticleVerdict['verified'] {
  const posed: RankingRequest = { ...request, view: 'verified' };
  const state = rankingState(catalog, { ...posed, candidates: { families: [...families] } }, asOf);
  const sides = families.map((family) => sideOf(catalog, state, family));
  const choose = chosenModel(state);
  const missing = missingAttributes(state, sides);
  const articleOnly = missing.filter(
    (id) => !state.view.column(catalog.attributes.get(id) as Attribute).facts.some((fact) => fact.status === 'known'),
  );
  const { holds, why } = judge(state, sides, claimed, missing, articleOnly);
  const shown = sides.flatMap((side) => (side.best === null ? side.candidates : [side.best]));
  return {
    choose,
    family: choose === null ? null : (catalog.models.get(choose) as Model).family,
    holds,
    why,
    missing,
    article_only: articleOnly,
    whole_catalog: holds === null ? null : chosenModel(rankingState(catalog, posed, asOf)),
    claims: claimsBehind(state, shown),
  };
}

function chosenModel({ ranked, view }: RankingState): string | null {
  const first = new Set(ranked.filter((entry) => entry.rank === 1).map((entry) => candidateOf(view, entry.candidate).model));
  return first.size === 1 ? ([...first][0] as string) : null;
}

/** One family before the request: its members that can be had, whether one meets the requirements, and which one does best. */
type Side = {
  readonly family: string;
  readonly candidates: readonly number[];
  readonly meets: 'yes' | 'no' | 'unknown';
  readonly best: number | null;
};

function sideOf(catalog: Catalog, state: RankingState, family: string): Side {
  const { view, eligibility, methodScores } = state;
  const members = eligibility.considered.filter(
    (i) => candidateOf(view, i).family === family && eligibility.availability.every((check) => missesAt(check, i).length === 0),
  );
  const own = isAboutService(state) ? members.filter((i) => isVendorsOwn(catalog, view, i)) : [];
  const candidates = own.length > 0 ? own : members;
  const eligible = candidates.filter((i) => eligibility.failedCount[i] === 0);
  const open = candidates.some((i) => mayMeet(eligibility, i));
  const best = eligible.reduce<number | null>(
    (top, i) => (top === null || (methodScores && (methodScores.score[i] as number) > (methodScores.score[top] as number)) ? i : top),
    null,
  );
  return { family, candidates, meets: eligible.length > 0 ? 'yes' : open || candidates.length === 0 ? 'unknown' : 'no', best };
}

/** Whether nothing that is known keeps it out. */
function mayMeet({ checks }: Eligibility, candidate: number): boolean {
  return checks.every((check) => missesAt(check, candidate).every((code) => code === 'unknown'));
}

/**
 * What the article says of a family's certificates and data handling, it says of the vendor's own service: so where one of them is required,
 * or they carry most of the weight.
 */
function isAboutService({ plan, performances }: RankingState): boolean {
  const weight = (performances?.parts ?? []).reduce((sum, part) => (part.attribute.scope === 'provider' ? sum + part.weight : sum), 0);
  return weight > 0.5 || plan.constraints.some((constraint) => constraint.attribute.scope === 'provider');
}

function isVendorsOwn(catalog: Catalog, view: FactView, candidate: number): boolean {
  const hosting = catalog.attributes.get('hosting');
  const value = hosting ? factAt(view.column(hosting), candidate).value : null;
  return Array.isArray(value) && value.includes('vendor_api');
}

/** The requirements come first; where both families meet them, the score decides, as far as both can be compared. */
function judge(
  state: RankingState,
  sides: readonly Side[],
  claimed: string,
  missing: readonly string[],
  articleOnly: readonly string[],
): { holds: boolean | null; why: HoldsCode[] } {
  const meeting = sides.filter((side) => side.meets === 'yes');
  if (claimed === 'both') {
    if (sides.every((side) => side.meets === 'yes') && !state.performances)
      return { holds: true, why: ['verified_facts_agree', 'both_meet'] };
    if (sides.some((side) => side.meets === 'no')) return { holds: false, why: ['verified_facts_disagree'] };
    return { holds: null, why: ['facts_missing'] };
  }
  const claimedSide = sides.find((side) => side.family === claimed);
  if (claimedSide?.meets === 'no' && meeting.length === 0)
    return {
      holds: false,
      why: [
        'verified_facts_disagree',
        'claimed_fails',
        ...(sides.every((side) => side.meets === 'no') ? (['neither_meets'] as const) : []),
      ],
    };
  if (sides.some((side) => side.meets === 'unknown')) return { holds: null, why: ['facts_missing'] };
  if (meeting.length === 1) return agreement(meeting[0]?.family === claimed, []);
  if (!state.performances || !state.methodScores) return { holds: false, why: ['verified_facts_disagree', 'both_meet'] };
  return judgeByScore(state, sides, claimed, missing, articleOnly);
}

function judgeByScore(
  state: RankingState,
  sides: readonly Side[],
  claimed: string,
  missing: readonly string[],
  articleOnly: readonly string[],
): { holds: boolean | null; why: HoldsCode[] } {
  const performances = state.performances as Performances;
  const { parts } = performances;
  const comparable = parts.filter((part) => !missing.includes(part.attribute.id));
  const share = (some: readonly MeasuredPart[]) => some.reduce((sum, part) => sum + part.weight, 0);
  const verifiable = share(parts.filter((part) => !articleOnly.includes(part.attribute.id)));
  if (verifiable < VERIFIABLE_SHARE || share(comparable) < COMPARABLE_SHARE * verifiable) return { holds: null, why: ['facts_missing'] };
  const lead = leaderBy(sides, (i) => state.methodScores?.score[i] as number);
  const comparableLead = leaderBy(sides, (i) => comparable.reduce((sum, part) => sum + contributionAt(part, i), 0));
  const partly: HoldsCode[] = [
    ...(missing.length > articleOnly.length ? (['facts_partly_missing'] as const) : []),
    ...(articleOnly.length > 0 ? (['article_only_words'] as const) : []),
  ];
  if (lead !== comparableLead) return { holds: null, why: ['decided_by_missing_facts', ...partly] };
  if (lead === null) return { holds: false, why: ['verified_facts_disagree', 'tie', ...partly] };
  const ahead = sides.find((side) => side.family === lead) as Side;
  const least = lowestScore(performances, ahead.best as number);
  const open = sides.some(
    (side) => side !== ahead && side.candidates.some((i) => mayMeet(state.eligibility, i) && highestScore(performances, i) >= least),
  );
  return agreement(lead === claimed, [...partly, ...(open ? (['unknowns_could_change_this'] as const) : [])]);
}

function agreement(agrees: boolean, further: readonly HoldsCode[]): { holds: boolean; why: HoldsCode[] } {
  return { holds: agrees, why: [agrees ? 'verified_facts_agree' : 'verified_facts_disagree', ...further] };
}

/** The family whose best eligible member is ahead; null for a tie. */
function leaderBy(sides: readonly Side[], worth: (candidate: number) => number): string | null {
  const best = sides.map((side) => ({ family: side.family, worth: side.best === null ? Number.NEGATIVE_INFINITY : worth(side.best) }));
  best.sort((a, b) => b.worth - a.worth);
  const [first, second] = best;
  return first && (!second || first.worth > second.worth + SCORE_TIE) ? first.family : null;
}

/** Attributes of the request that are known for no available member of one of the families, or that leave open whether one meets it. */
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
