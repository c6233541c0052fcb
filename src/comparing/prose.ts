import { conditionText, listed } from '../explaining/prose.ts';
import type { ComparisonRule, ComparisonSummary } from './answer.ts';

/** A comparison in one paragraph: who for which categories, what that rests on, and who for nothing. */
export function comparisonText(
  options: readonly { readonly id: string; readonly isAvailable: boolean }[],
  rules: readonly ComparisonRule[],
  { categories, preferred }: Omit<ComparisonSummary, 'text'>,
): string {
  const choices: string[] = [];
  const further: string[] = [];
  for (const { id, isAvailable } of options) {
    const own = rules.filter((rule) => rule.choose === id);
    const led = categories.filter(({ leader }) => leader === id);
    const [first] = own.filter((rule) => rule.kind === 'only_candidate' || rule.kind === 'attribute_lead');
    if (led.length > 0) choices.push(`${id} for ${ledText(led)}`);
    else if (first) choices.push(`${id} if ${first.when.map(conditionText).join(' and ')}`);
    else further.push(own.find((rule) => rule.kind === 'never')?.text ?? `Nothing that is known speaks for ${id} alone.`);
    if (!isAvailable) further.push(`${id} can't be had now: it is compared as it is on paper.`);
  }
  const leads = preferred === null ? [] : [`By the preferences as given, ${preferred} leads.`];
  return [...(choices.length > 0 ? [`Choose ${choices.join('; ')}.`] : []), ...leads, ...further].join(' ');
}

/** Categories whose every rule rests on what is not known of the others come last, and say so. */
function ledText(led: ComparisonSummary['categories']): string {
  const name = ({ category }: ComparisonSummary['categories'][number]) => category.replaceAll('_', ' ');
  const isFirm = ({ leader, rules }: ComparisonSummary['categories'][number]) =>
    rules.some(({ option, firm }) => option === leader && firm > 0);
  const firm = led.filter(isFirm).map(name);
  const open = led.filter((one) => !isFirm(one)).map(name);
  return [...(firm.length > 0 ? [listed(firm)] : []), ...(open.length > 0 ? [`${listed(open)} as far as is known`] : [])].join(
    ', and for ',
  );
}
