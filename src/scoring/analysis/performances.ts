import type { Matrix } from '../matrix.ts';
import type { ValueRanges } from '../methods/method.ts';
import type { UncertainCell } from '../robustness/uncertain-cells.ts';
import { isBeyondAnchors, type NumberScale, scaledValue } from '../value-scale.ts';
import type { AnalysisRequest, Cell } from './request.ts';

/** Normal performances are taken to lie within this many standard deviations where a range is asked for: 95 in 100 do. */
const NORMAL_RANGE = 1.96;

export function scaleOf({ scale }: AnalysisRequest['criteria'][number]): NumberScale | null {
  if (!scale) return null;
  return 'worst' in scale && scale.kind !== 'log' ? { ...scale, kind: 'linear' } : (scale as NumberScale);
}

export function isKnown(cell: Cell | undefined): cell is number {
  return typeof cell === 'number';
}

/** The raw performances; the caller has made sure that all are known. */
export function rawMatrix({ alternatives, criteria, matrix }: AnalysisRequest): Matrix {
  return filled(alternatives.length, criteria.length, (i, j) => matrix[i]?.[j] as number);
}

export type Values = ValueRanges & {
  readonly uncertain: readonly UncertainCell[];
  /** Cells beyond an anchor, clamped. */
  readonly clamped: readonly (readonly [number, number])[];
};

/** The performances on the value scales, which every criterion has. */
export function valuesOf({ alternatives, criteria, matrix }: AnalysisRequest): Values {
  const [rows, columns] = [alternatives.length, criteria.length];
  const scales = criteria.map((criterion) => scaleOf(criterion) as NumberScale);
  const [low, high] = [filled(rows, columns, () => 0), filled(rows, columns, () => 1)];
  const uncertain: UncertainCell[] = [];
  const clamped: [number, number][] = [];
  const point = filled(rows, columns, (row, column) => {
    const cell = matrix[row]?.[column] ?? null;
    const scale = scales[column] as NumberScale;
    if (cell === null) {
      uncertain.push({ row, column, kind: 'unknown' });
      return 0;
    }
    const [least, middle, most] = spread(cell);
    if (Array.isArray(cell)) uncertain.push({ row, column, kind: 'uniform', lo: cell[0], hi: cell[1], scale });
    else if (typeof cell === 'object') uncertain.push({ row, column, kind: 'normal', mean: cell.mean, sd: cell.sd, scale });
    if (isBeyondAnchors(scale, middle)) clamped.push([row, column]);
    const ends = [scaledValue(scale, least), scaledValue(scale, most)];
    low.cells[row * columns + column] = Math.min(...ends);
    high.cells[row * columns + column] = Math.max(...ends);
    return scaledValue(scale, middle);
  });
  return { point, low, high, uncertain, clamped };
}

/** Goodness with more better, least and most, for dominance: no scale is needed, and a null can be anything. */
export function goodnessRanges(request: AnalysisRequest): { low: Matrix; high: Matrix } {
  const { alternatives, criteria, matrix } = request;
  const end = (pick: 0 | 1) => (i: number, j: number) => {
    const cell = matrix[i]?.[j] ?? null;
    if (cell === null) return pick === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const [least, , most] = spread(cell);
    return criteria[j]?.direction === 'max' ? ([least, most][pick] as number) : -([most, least][pick] as number);
  };
  return { low: filled(alternatives.length, criteria.length, end(0)), high: filled(alternatives.length, criteria.length, end(1)) };
}

function spread(cell: Exclude<Cell, null>): [least: number, middle: number, most: number] {
  if (typeof cell === 'number') return [cell, cell, cell];
  if (Array.isArray(cell)) return [cell[0], cell[0] / 2 + cell[1] / 2, cell[1]];
  const reach = NORMAL_RANGE * cell.sd;
  return [cell.mean - reach, cell.mean, cell.mean + reach];
}

function filled(rows: number, columns: number, cell: (row: number, column: number) => number): Matrix {
  const cells = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) cells[i * columns + j] = cell(i, j);
  return { rows, columns, cells };
}
