import { operatorNamed } from '../ranking/gate/operators/operators.ts';
import type { Robustness } from './answer/robustness.ts';
import type { Condition, Reason, Rule, Verdict } from './answer/verdict.ts';

/** Puts a rule into words. What this file says, the data of the answer says too: nobody needs to parse it. */
export function chooseIfText(rule: Rule): string {
  const when = rule.when.map(conditionText).join(' and ');
  const unknown = rule.unknown_for ? ` (not known for ${rule.unknown_for.join(', ')})` : '';
  switch (rule.kind) {
    case 'only_candidate':
      return `Choose ${rule.choose} if you need ${when}: of those compared, only it is known to meet that${unknown}.`;
    case 'attribute_lead': {
      const by = rule.lead?.by == null ? '' : ` by ${number(rule.lead.by)}${rule.lead.unit ? ` ${rule.lead.unit}` : ''}`;
      return `Choose ${rule.choose} if ${when}: it leads ${rule.lead?.over}${by}.`;
    }
    case 'weight':
      return `Choose ${rule.choose} if ${when}, the other weights in proportion.`;
    case 'never':
      return `No weights make ${rule.choose} the best: ${listed(rule.dominated_by as readonly string[], 'or')} is at least as good on every criterion.`;
  }
}

export function verdictText(verdict: Omit<Verdict, 'text' | 'choose_if'>): string {
  if (verdict.choose === null) {
    switch (verdict.code) {
      case 'preferences_needed':
        return `Several candidates meet the requirements (${verdict.tied.join(', ')}): say what you prefer.`;
      case 'tie':
        return `${verdict.tied.join(' and ')} tie: nothing in the request tells them apart.`;
      default:
        return 'Nothing meets the requirements.';
    }
  }
  const offer = verdict.offer && verdict.offer !== verdict.choose ? ` (${verdict.offer})` : '';
  const reasons = verdict.because.map(reasonText);
  const open = verdict.settled ? '' : ' What the catalog does not know could still change this.';
  return `Choose ${verdict.choose}${offer}: ${reasons.join(', ')}.${open}`;
}

/** The plain statement of robustness, about the first of those ranked. */
export function robustnessText({ rank_acceptability, consistent_with, potentially_optimal }: Omit<Robustness, 'text'>): string {
  const [name, ranks] = Object.entries(rank_acceptability)[0] ?? [];
  if (!name || !ranks) return 'Nothing is ranked.';
  const kept = consistent_with === 'order' ? 'your order' : 'the order of your weights';
  const others = potentially_optimal.filter((other) => other !== name);
  const rivals =
    others.length === 0
      ? 'No other can be first under any of them.'
      : `Under some of them ${listed(others.slice(0, 5))}${others.length > 5 ? ` and ${others.length - 5} more` : ''} can be first.`;
  const open =
    ranks.first === ranks.first_with_unknowns
      ? ''
      : ` With what is not known drawn at random too it is first in ${number(100 * ranks.first_with_unknowns)}%.`;
  return `${name} is first in ${number(100 * ranks.first)}% of weightings consistent with ${kept}. ${rivals}${open}`;
}

function reasonText(reason: Reason): string {
  switch (reason.code) {
    case 'only_eligible':
      return 'it alone meets the requirements';
    case 'highest_score':
      return `it scores ${number(reason.score)}${reason.runner_up ? `, ${number(reason.margin as number)} above ${reason.runner_up}` : ''}`;
    case 'leads_on':
      return `it leads on ${reason.criterion}`;
    case 'trails_on':
      return `although it trails on ${reason.criterion}`;
  }
}

export function conditionText(condition: Condition): string {
  if ('attribute' in condition) {
    const { attribute, ...requirement } = condition;
    return Object.entries(requirement)
      .flatMap(([name, argument]) => operatorNamed(name)?.text(attribute, argument) ?? [])
      .join(' and ');
  }
  if ('weight' in condition) return `${condition.criterion} alone decides`;
  const above = condition.weight_above === undefined ? '' : `above ${number(condition.weight_above)}`;
  const below = condition.weight_below === undefined ? '' : `below ${number(condition.weight_below)}`;
  return `the weight of ${condition.criterion} is ${above}${above && below && ' and '}${below}`;
}

/** To four digits. */
function number(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 10_000 ? String(value) : String(Number.parseFloat(value.toPrecision(4)));
}

export function listed(items: readonly string[], last: 'and' | 'or' = 'and'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}
