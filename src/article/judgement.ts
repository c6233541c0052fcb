import { contributionAt, highestScore, lowestScore, type MeasuredPart, type Performances } from '../ranking/measure/measure.ts';
import type { RankingState } from '../ranking/state.ts';
import { SCORE_TIE } from '../scoring/ranks.ts';
import type { HoldsCode } from './answer.ts';
import { mayMeet, type Side } from './side.ts';

/** The families held against a verdict's request by verified facts. */
export type Comparison = {
  readonly state: RankingState;
  readonly sides: readonly Side[];
  /** What the article picks: a family, or "both". */
  readonly claimed: string;
  /** Ids of the attributes of which nothing is known for one of the families, and of those of which no verified source speaks at all. */
  readonly missing: readonly string[];
  readonly articleOnly: readonly string[];
};

/** Whether the pick holds (null: facts are missing), and why. */
export type Judgement = { readonly holds: boolean | null; readonly why: HoldsCode[] };

/** At least this share of the weight that verified sources speak of has to be comparable between the families. */
const COMPARABLE_SHARE = 0.5;
/** At least this share of the whole weight has to be on what verified sources speak of; else only the article's own words decide. */
const VERIFIABLE_SHARE = 0.25;

/** The requirements come first; where both families meet them, the score decides, as far as both can be compared. */
export function judge(comparison: Comparison): Judgement {
  const { state, sides, claimed } = comparison;
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
  return judgeByScore(comparison, state.performances);
}

function judgeByScore({ state, sides, claimed, missing, articleOnly }: Comparison, performances: Performances): Judgement {
  const { parts } = performances;
  const comparable = parts.filter((part) => !missing.includes(part.attribute.id));
  const share = (some: readonly MeasuredPart[]) => some.reduce((sum, part) => sum + part.weight, 0);
  const verifiable = share(parts.filter((part) => !articleOnly.includes(part.attribute.id)));
  if (verifiable < VERIFIABLE_SHARE || share(comparable) < COMPARABLE_SHARE * verifiable) return { holds: null, why: ['facts_missing'] };
  const lead = leaderBy(sides, (i) => state.methodScores?.score[i] ?? Number.NaN);
  const comparableLead = leaderBy(sides, (i) => comparable.reduce((sum, part) => sum + contributionAt(part, i), 0));
  const partly: HoldsCode[] = [
    ...(missing.length > articleOnly.length ? (['facts_partly_missing'] as const) : []),
    ...(articleOnly.length > 0 ? (['article_only_words'] as const) : []),
  ];
  if (lead !== comparableLead) return { holds: null, why: ['decided_by_missing_facts', ...partly] };
  if (lead === null) return { holds: false, why: ['verified_facts_disagree', 'tie', ...partly] };
  const ahead = sides.find((side) => side.family === lead);
  const least = ahead?.best == null ? Number.NaN : lowestScore(performances, ahead.best);
  const open = sides.some(
    (side) => side !== ahead && side.candidates.some((i) => mayMeet(state.eligibility, i) && highestScore(performances, i) >= least),
  );
  return agreement(lead === claimed, [...partly, ...(open ? (['unknowns_could_change_this'] as const) : [])]);
}

function agreement(agrees: boolean, further: readonly HoldsCode[]): Judgement {
  return { holds: agrees, why: [agrees ? 'verified_facts_agree' : 'verified_facts_disagree', ...further] };
}

/** The family whose best eligible member is ahead; null for a tie. */
function leaderBy(sides: readonly Side[], scoreOf: (candidate: number) => number): string | null {
  const best = sides.map((side) => ({ family: side.family, score: side.best === null ? Number.NEGATIVE_INFINITY : scoreOf(side.best) }));
  best.sort((a, b) => b.score - a.score);
  const [first, second] = best;
  return first && (!second || first.score > second.score + SCORE_TIE) ? first.family : null;
}
