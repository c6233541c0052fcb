import { bothOf, type Checkout, command, type Pair } from './checkout.ts';
import type { Findings } from './findings.ts';
import { settled } from './settled.ts';

type Where = {
  readonly catalog: string;
  readonly checkouts: Pair<Checkout>;
  readonly databases: Pair<string>;
  readonly answered: Findings;
};

/** Runs a command of both and holds what they say, and the codes that they end with, against each other. */
export async function runBoth({ catalog, checkouts, databases, answered }: Where, words: readonly [string, ...string[]]): Promise<void> {
  const [before, after] = await bothOf([0, 1] as const, (i) => command(checkouts[i], databases[i], words));
  const texts = [`${before.code}\n${settled(before.said)}`, `${after.code}\n${settled(after.said)}`] as const;
  // an exit code, in the words of the table
  answered.compare({ kind: 'commands', catalog, what: words.join(' '), texts, status: before.code === 0 ? 200 : 400 });
}
