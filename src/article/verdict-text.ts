import type { Catalog } from '../catalog/catalog.ts';
import { factAt } from '../catalog/facts/column.ts';
import type { Fact } from '../catalog/facts/fact.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import { contributionAt } from '../ranking/measure/measure.ts';
import type { RankingState } from '../ranking/state.ts';
import { thousands } from '../thousands.ts';
import type { ArticleVerdict } from './answer.ts';
import { type Side, WHICH_SERVICE } from './side.ts';

/** What the text is made from; everything in it stands in the answer or in the claims that the answer names. */
export type Finding = {
  readonly catalog: Catalog;
  readonly condition: string;
  /** What the article picks: a family, or "both". */
  readonly claimed: string;
  /** Whether the article's own claims give that pick. */
  readonly agrees: boolean;
  readonly state: RankingState;
  readonly sides: readonly Side[];
  readonly verified: ArticleVerdict['verified'];
  /** Claims of the article that were found wrong. */
  readonly contradicted: readonly string[];
};

/** Criteria that the text names where a score decides: those on which the families differ most. */
const CRITERIA_SHOWN = 3;
const PLACES_SHOWN = 4;

/** A verdict in words: the pick, what verified facts say of it and by which values, what is missing and where it was looked for, what was found wrong. */
export function verdictText(finding: Finding): string {
  const { condition, claimed, agrees, verified, catalog } = finding;
  const pick = claimed === 'both' ? 'both' : familyName(catalog, claimed);
  const own = agrees ? 'Its own claims bear that out.' : 'Its own claims do not bear that out.';
  const parts = [`The article picks ${pick} for: ${condition}. ${own}`];
  if (verified.holds === null) parts.push(openText(finding));
  else parts.push(`Verified facts ${verified.holds ? 'agree' : 'disagree'}: ${outcomeText(finding)}.`, ...factTexts(finding));
  if (verified.why.includes('unknowns_could_change_this')) parts.push('What is not known could still change this.');
  parts.push(...missingTexts(finding), ...finding.contradicted.map((claim) => contradictedText(catalog, claim)));
  return parts.join(' ');
}

function openText({ verified, catalog }: Finding): string {
  const missing = titlesOf(catalog, verified.missing);
  if (verified.why.includes('decided_by_missing_facts'))
    return `Verified facts can't tell: what is not known of one of them decides (${missing}).`;
  return `Verified facts can't tell${missing === '' ? '' : `: not known for one of them: ${missing}`}.`;
}

function outcomeText({ catalog, sides, claimed, state, verified: { why } }: Finding): string {
  const name = (side: Side | undefined) => (side === undefined ? 'it' : familyName(catalog, side.family));
  const meeting = sides.filter((side) => side.meets === 'yes');
  if (why.includes('neither_meets')) return 'neither meets what it takes';
  if (why.includes('claimed_fails')) return `${familyName(catalog, claimed)} does not meet what it takes, and of the other it is not known`;
  if (why.includes('both_meet'))
    return claimed === 'both' ? 'both meet what it takes' : 'both meet what it takes, so it speaks for neither alone';
  if (why.includes('tie')) return 'both score the same, so it speaks for neither alone';
  if (claimed === 'both') return `${name(sides.find((side) => side.meets === 'no'))} does not meet what it takes`;
  if (meeting.length === 1) return `${name(meeting[0])} alone meets what it takes`;
  const scored = sides.map((side) => ({ side, score: side.best === null ? 0 : (state.methodScores?.score[side.best] ?? 0) }));
  const [first, second] = scored.sort((a, b) => b.score - a.score);
  return `${name(first?.side)} scores ${rounded(first?.score ?? 0)}, ${name(second?.side)} ${rounded(second?.score ?? 0)}`;
}

/** The values that the outcome rests on: of each requirement, or of the criteria on which the families differ most. */
function factTexts(finding: Finding): string[] {
  const { state, sides, verified } = finding;
  const required = state.plan.constraints.map(({ attribute }) => attribute).filter(({ id }) => !WHICH_SERVICE.includes(id));
  const scored = sides.every((side) => side.meets === 'yes') ? byDifference(state, sides) : [];
  const shown = [...required, ...scored].filter(({ id }) => !verified.article_only.includes(id));
  return [...new Set(shown)].map((attribute) => `${attribute.title}: ${sides.map((side) => saidOf(finding, side, attribute)).join('; ')}.`);
}

function byDifference({ performances }: RankingState, sides: readonly Side[]): Attribute[] {
  const [a, b] = sides.map((side) => side.best ?? -1);
  if (!performances || a === undefined || b === undefined) return [];
  const parts = performances.parts.map((part) => ({
    attribute: part.attribute,
    gap: Math.abs(contributionAt(part, a) - contributionAt(part, b)),
    weight: part.weight,
  }));
  return parts
    .toSorted((x, y) => y.gap - x.gap || y.weight - x.weight)
    .slice(0, CRITERIA_SHOWN)
    .map(({ attribute }) => attribute);
}

function saidOf({ catalog, state }: Finding, { family, nearest }: Side, attribute: Attribute): string {
  const fact = nearest === null ? null : factAt(state.view.column(attribute), nearest);
  const model = nearest === null ? undefined : catalog.models.get((state.view.candidates[nearest] as Candidate).model);
  const of = attribute.scope === 'provider' || fact?.status !== 'known' ? '' : ` (${model?.name ?? family})`;
  return `${familyName(catalog, family)} ${factWord(attribute, fact)}${of}`;
}

function factWord(attribute: Attribute, fact: Fact | null): string {
  if (fact === null || fact.value === null) return fact?.status === 'not_applicable' ? 'not applicable' : 'not known';
  const { value } = fact;
  const bound = fact.claim?.qualifier === undefined ? '' : `${fact.claim.qualifier.replace('_', ' ')} `;
  return `${bound}${valueWord(value)}${typeof value === 'number' && attribute.unit ? ` ${attribute.unit}` : ''}`;
}

function valueWord(value: NonNullable<Fact['value']>): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return Number.isInteger(value) ? thousands(value) : String(value);
  return typeof value === 'string' ? value : value.join(', ');
}

/** What is missing beside a decision, and where it was looked for. */
function missingTexts({ catalog, verified }: Finding): string[] {
  const beside = verified.holds === null || verified.missing.length === 0 ? [] : [`Not known: ${titlesOf(catalog, verified.missing)}.`];
  const places = [...new Set(verified.looked.map(({ title, locator }) => `${title} (${locator})`))];
  if (places.length === 0) return beside;
  const more = places.length > PLACES_SHOWN ? ` and ${places.length - PLACES_SHOWN} more` : '';
  return [...beside, `Looked for in vain at: ${places.slice(0, PLACES_SHOWN).join('; ')}${more}.`];
}

function contradictedText(catalog: Catalog, id: string): string {
  const claim = catalog.claims.get(id);
  const attribute = catalog.attributes.get(claim?.attribute ?? '');
  const note = catalog.claimChecks.get(id)?.note;
  if (!claim || !attribute || claim.value === null) return '';
  const unit = typeof claim.value === 'number' && attribute.unit ? ` ${attribute.unit}` : '';
  const said = `${attribute.title} of ${familyName(catalog, claim.subject)}, ${valueWord(claim.value)}${unit} by the article`;
  return `Contradicted: ${said}${note ? `; found: ${note}` : ''}.`;
}

function titlesOf(catalog: Catalog, ids: readonly string[]): string {
  return ids.map((id) => catalog.attributes.get(id)?.title ?? id).join('; ');
}

function familyName(catalog: Catalog, id: string): string {
  return catalog.families.get(id)?.name ?? id;
}

function rounded(score: number): string {
  return String(Math.round(score * 1000) / 1000);
}
