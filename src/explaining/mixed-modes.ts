import type { Column } from '../catalog/facts/column.ts';
import { givesTools } from '../catalog/facts/modes.ts';
import { memoizeWeak } from '../catalog/memoize.ts';
import { isBenchmark } from '../catalog/vocabulary.ts';
import type { RankingState } from '../ranking/state.ts';
import { intIn } from '../scoring/number-in.ts';
import type { Warning } from './answer/ranking.ts';

/** How the result that a fact rests on came about: bits, 0 where its claim says nothing. */
const RUN = { thinking: 1, not_thinking: 2, with_tools: 4 } as const;

/** By fact of a column: how it came about; null where no claim of the column says so. */
const runsOf = memoizeWeak(({ attribute, facts }: Column): { readonly runs: Uint32Array | null } => {
  const ordinaryTools = givesTools(attribute);
  const runs = Uint32Array.from(facts, ({ status, claim }) => {
    const { thinking, tools } = (status === 'known' && claim?.mode) || {};
    const thought = thinking === undefined ? 0 : thinking ? RUN.thinking : RUN.not_thinking;
    return thought | (tools === true && !ordinaryTools ? RUN.with_tools : 0);
  });
  return { runs: runs.some((run) => run !== 0) ? runs : null };
});

/** Says once of a ranking on which criteria it compares results of models that thought with others, or results with tools with others. */
export function mixedModes({ view, eligibility, performances }: RankingState): Warning[] {
  const benchmarks = (performances?.parts ?? []).filter(({ attribute }) => isBenchmark(attribute)).map(({ column }) => column);
  const modes = [...new Set(benchmarks)].flatMap((column) => {
    const { runs } = runsOf(column);
    if (runs === null) return [];
    const byModel = new Map<number, number>();
    for (const candidate of eligibility.eligible) {
      const fact = intIn(column.factIndex, candidate);
      if (column.facts[fact]?.status !== 'known') continue;
      const model = intIn(view.modelNumber, candidate);
      byModel.set(model, (byModel.get(model) ?? 0) | intIn(runs, fact));
    }
    const known = byModel.size;
    const count = (bit: number) => [...byModel.values()].filter((run) => (run & bit) !== 0).length;
    const [thinking, notThinking, withTools] = [count(RUN.thinking), count(RUN.not_thinking), count(RUN.with_tools)];
    const isMixed = (thinking > 0 && notThinking > 0) || (withTools > 0 && withTools < known);
    return isMixed ? [{ attribute: column.attribute.id, models: known, thinking, not_thinking: notThinking, with_tools: withTools }] : [];
  });
  return modes.length === 0 ? [] : [{ code: 'modes_mixed', modes }];
}
