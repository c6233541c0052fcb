import { type Column, factAt } from '../catalog/facts/column.ts';
import type { Fact } from '../catalog/facts/fact.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import { memoizeByIndex, memoizeWeak } from '../catalog/memoize.ts';
import { type ComputedView, detailsOf } from '../criteria/registry.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import type { FailureCode } from '../ranking/gate/failure.ts';
import { failureOf, gapOf } from '../ranking/gate/failure.ts';
import { type Check, missesAt } from '../ranking/gate/gate.ts';
import { highestScore, lowestScore, type MeasuredPart } from '../ranking/measure/measure.ts';
import type { Utility } from '../ranking/measure/utility.ts';
import type { RankedCandidate } from '../ranking/rank/rank.ts';
import { contributionOf, type Explanation } from './explain.ts';

/**
 * The answer as JSON: exactly `JSON.stringify(answerOf(explanation))`, which a test holds it to. Most of an answer repeats what the catalog
 * says; that is put into JSON once for a compiled column and only strung together here. Numbers are never NaN or infinite, so that
 * JavaScript writes them as JSON does; ids of attributes are such that they need no escape.
 */
export function rankingText(explanation: Explanation): string {
  const { state, shown, out, outByRequirement } = explanation;
  const { considered, eligible, checks } = state.eligibility;
  const entryText = entryWriter(explanation);
  const exclusionText = exclusionWriter(state.view, checks);
  return (
    `{"catalog":${JSON.stringify(explanation.catalog)},"engine":"${ENGINE_VERSION}","resolved":${JSON.stringify(explanation.resolved)}` +
    `,"considered":${considered.length},"eligible":${eligible.length},"ranking":${list(shown, entryText)}` +
    `,"excluded":{"total":${considered.length - eligible.length},"by_requirement":${JSON.stringify(outByRequirement)}` +
    `,"items":${list(out, exclusionText)}},"near_misses":${JSON.stringify(explanation.nearMisses)}` +
    `,"infeasible":${JSON.stringify(explanation.infeasible)},"verdict":${JSON.stringify(explanation.verdict)}` +
    `,"robustness":null,"warnings":${JSON.stringify(explanation.warnings)}}`
  );
}

function entryWriter({ state, caveatsOf }: Explanation): (entry: RankedCandidate) => string {
  const { view, performances, methodScores } = state;
  const nameText = nameTexts(view.candidates);
  const contributions = performances?.parts.map(contributionWriter) ?? [];
  return ({ rank, candidate }) => {
    const score = methodScores ? (methodScores.score[candidate] as number) : null;
    const range = performances && `[${lowestScore(performances, candidate)},${highestScore(performances, candidate)}]`;
    let text = `{"rank":${rank},${nameText(candidate)},"score":${score},"score_range":${range},"contributions":[`;
    for (let k = 0; k < contributions.length; k++) text += (contributions[k] as ContributionWriter)(candidate, k);
    text += '],"caveats":[';
    const caveats = caveatsOf(candidate);
    for (let k = 0; k < caveats.length; k++) text += k === 0 ? caveats[k]?.text : `,${caveats[k]?.text}`;
    return `${text}]${detailsText(detailsOf(view, candidate))}}`;
  };
}

function detailsText({ details }: ReturnType<typeof detailsOf>): string {
  return details ? `,"details":${JSON.stringify(details)}` : '';
}

type ContributionWriter = (candidate: number, place: number) => string;

function contributionWriter(part: MeasuredPart): ContributionWriter {
  // worked out for this request alone: nothing of it stands ready
  if (part.column.lineage) return (candidate, place) => `${place === 0 ? '' : ','}${JSON.stringify(contributionOf(part, candidate, true))}`;
  const { criterion, attribute, weight, column, utility, contribution } = part;
  const { factIndex, valueCode } = column;
  const { standing } = factTexts(column);
  const valued = valueTexts(utility);
  const head = `{"criterion":${JSON.stringify(criterion)},${criterion === attribute.id ? '' : `"attribute":"${attribute.id}",`}`;
  const next = `,${head}`;
  const share = `,"weight":${weight},"contribution":`;
  return (candidate, place) => {
    const earned = contribution[valueCode[candidate] as number];
    return `${place === 0 ? head : next}${valued(candidate)}${share}${earned}${standing(factIndex[candidate] as number)}`;
  };
}

function exclusionWriter(view: ComputedView, checks: readonly Check[]): (candidate: number) => string {
  const failures = checks.map(failureWriter);
  const nameText = nameTexts(view.candidates);
  return (candidate) => {
    let failed = '';
    const missed: Check[] = [];
    for (let c = 0; c < checks.length; c++) {
      for (const code of missesAt(checks[c] as Check, candidate)) {
        const failure = (failures[c] as FailureWriter)(code, candidate);
        failed += failed === '' ? failure : `,${failure}`;
        if ((checks[c] as Check).column.lineage) missed.push(checks[c] as Check);
      }
    }
    const details =
      missed.length > 0
        ? detailsText(
            detailsOf(
              view,
              candidate,
              missed.map(({ attribute }) => ({ attribute: attribute.id })),
            ),
          )
        : '';
    return `{${nameText(candidate)},"failed":[${failed}]${details}}`;
  };
}

type FailureWriter = (code: FailureCode, candidate: number) => string;

function failureWriter({ attribute, requirement, column }: Check): FailureWriter {
  const { lineage } = column;
  if (lineage)
    return (code, candidate) => JSON.stringify(failureOf(attribute, requirement, factAt(column, candidate), code, lineage(candidate)));
  const { value, claim } = factTexts(column);
  let required = '';
  return (code, candidate) => {
    if (required === '') required = `","attribute":"${attribute.id}","required":${JSON.stringify(requirement)},"actual":`;
    const fact = column.factIndex[candidate] as number;
    const gap = gapOf(attribute, requirement, column.facts[fact] as Fact, code);
    const far = gap === undefined ? '' : `,"gap":${typeof gap === 'number' ? gap : JSON.stringify(gap)}`;
    return `{"code":"${code}${required}${value(fact)}${far},"claim":${claim(fact)}}`;
  };
}

/** By candidate. */
const nameTexts = memoizeWeak((candidates: readonly Candidate[]) =>
  memoizeByIndex(candidates.length, (i) => {
    const { model, offer } = candidates[i] as Candidate;
    return `"model":${JSON.stringify(model)},"offer":${JSON.stringify(offer)}`;
  }),
);

/** By candidate: its value, raw and scaled. */
const valueTexts = memoizeWeak(({ column, value }: Utility) => {
  const unit = `,"unit":${JSON.stringify(column.attribute.unit)},"value":`;
  return memoizeByIndex(
    column.factIndex.length,
    (i) => `"raw":${JSON.stringify(factAt(column, i).value)}${unit}${value[column.valueCode[i] as number]}`,
  );
});

/** By fact: the parts of a contribution and of a failure that only the catalog decides. */
const factTexts = memoizeWeak(({ facts }: Column) => {
  const textOf = (write: (fact: Fact) => string) => memoizeByIndex(facts.length, (i) => write(facts[i] as Fact));
  const claimText = ({ claim }: Fact) => JSON.stringify(claim?.id ?? null);
  return {
    standing: textOf((fact) => `,"status":"${fact.status}","claim":${claimText(fact)}}`),
    value: textOf((fact) => JSON.stringify(fact.value)),
    claim: textOf(claimText),
  };
});

function list<T>(items: readonly T[], write: (item: T) => string): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) text += i === 0 ? write(items[i] as T) : `,${write(items[i] as T)}`;
  return `${text}]`;
}
