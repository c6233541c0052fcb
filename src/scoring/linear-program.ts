import { type Constraint, type SolutionStatus, solve } from 'yalps';
import { floatIn } from './number-in.ts';

/** sum_j coefficients_j x_j within its limits. */
export type LinearRow = { readonly coefficients: Float64Array; readonly limits: Constraint };
export type LinearProgram = { readonly objective: Float64Array; readonly rows: readonly LinearRow[] };
export type LinearSolution = { readonly value: number; readonly x: Float64Array };

// yalps calls magnitudes up to this zero; the default 1e-8 would show in margins
const PRECISION = 1e-11;
const OBJECTIVE = -1;

/**
 * The largest objective over x >= 0 within the rows, or null when nothing satisfies them. Programs of this folder are bounded: an
 * unbounded one, or a solver that gives up twice, is a fault of ours and throws.
 */
export function maximise(program: LinearProgram): LinearSolution | null {
  const columns = Array.from(program.objective, (coefficient): [number, number][] => [[OBJECTIVE, coefficient]]);
  for (const [row, { coefficients }] of program.rows.entries())
    for (let variable = 0; variable < columns.length; variable++)
      if (coefficients[variable] !== 0) columns[variable]?.push([row, floatIn(coefficients, variable)]);
  const model = {
    direction: 'maximize',
    objective: OBJECTIVE,
    constraints: program.rows.map(({ limits }, row): [number, Constraint] => [row, limits]),
    variables: columns.map((entries, variable): [number, [number, number][]] => [variable, entries]),
  } as const;
  let status: SolutionStatus = 'cycled';
  // coarser the second time: what cycled at 1e-11 was a tie to that precision
  for (const precision of [PRECISION, 1e-9]) {
    const solution = solve(model, { precision, checkCycles: true });
    status = solution.status;
    if (status === 'infeasible') return null;
    if (status !== 'optimal') continue;
    const x = new Float64Array(columns.length);
    for (const [variable, amount] of solution.variables) x[variable] = amount;
    return { value: solution.result, x };
  }
  throw new Error(`linear program: ${status}`);
}
