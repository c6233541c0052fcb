import { linked, unlinked } from '../link.ts';
import { type AbilityParameters, itemIn, type Result } from '../parameters.ts';
import { expected } from '../points.ts';
import { standingOf } from '../standing.ts';
import { type FitSettings, type Fitted, fitAbilities } from './em.ts';
import { byRespondent, type Cell, type ItemKind, type ResultMatrix } from './matrix.ts';

/** A result that was held out, and what would have been said of it. */
export type Forecast = {
  readonly cell: Cell;
  /** In percent or rating points. Where the item or the model was too little known without it, the item's mean. */
  readonly estimate: number;
  /** The mean of the item's other results: what an estimate has to beat. Null where there are none. */
  readonly mean: number | null;
  /** Deviation in standard deviations of the estimate, before any calibration of intervals; null where nothing but the mean could be said. */
  readonly z: number | null;
};

export const FOLDS = 10;
/** What of a model is held out at once. */
export type Together = 'family' | 'ability';

/**
 * Ten times a tenth of the results is held out of the fit, and foretold from the rest. What is held out together is a model's results on one
 * family of tests in all settings: no Humanity's Last Exam with tools from the one without.
 */
export function foldForecasts(matrix: ResultMatrix, settings: FitSettings, together: Together = 'family'): Forecast[] {
  const foldOf = matrix.cells.map((cell) => hashOf(groupOf(matrix, cell, together)) % FOLDS);
  return Array.from({ length: FOLDS }, (_, fold) => {
    const kept = matrix.cells.filter((_cell, i) => foldOf[i] !== fold);
    const held = matrix.cells.filter((_cell, i) => foldOf[i] === fold);
    const training = { ...matrix, cells: kept };
    const parameters = parametersOf(fitAbilities(training, settings));
    return forecasts(matrix, parameters, { held, known: kept, evidenceOf: evidenceAmong(matrix, kept) });
  }).flat();
}

/** Each result foretold from the same respondent's others, with all parameters as they are. */
export function leaveOneOut(matrix: ResultMatrix, fitted: Fitted): Forecast[] {
  const others = evidenceAmong(matrix, matrix.cells);
  const [sums, counts] = totals(matrix.cells);
  const parameters = parametersOf(fitted);
  return matrix.cells.map((cell) => {
    const count = (counts.get(cell.item) ?? 0) - 1;
    const mean = count > 0 ? ((sums.get(cell.item) ?? 0) - cell.value) / count : null;
    return forecast(matrix, parameters, { cell, mean, evidence: others(cell).filter((one) => one.item !== cell.item) });
  });
}

/**
 * Parameters from models released before a day, and results of models released since foretold from their other results, the family held out.
 * Models whose day is not known are in neither part.
 */
export function forecastsSince(matrix: ResultMatrix, day: string, settings: FitSettings): Forecast[] {
  const released = ({ respondent }: Cell) => matrix.respondents[respondent]?.released ?? null;
  const before = matrix.cells.filter((cell) => (released(cell) ?? day) < day);
  const since = matrix.cells.filter((cell) => (released(cell) ?? '') >= day);
  const parameters = parametersOf(fitAbilities({ ...matrix, cells: before }, settings));
  const familyOf = ({ item }: Cell) => matrix.items[item]?.family;
  const others = evidenceAmong(matrix, since);
  const foretold = since.filter(({ item }) => itemIn(parameters, matrix.items[item]?.id ?? '') !== null);
  const evidenceOf = (cell: Cell) => others(cell).filter((one) => familyOf(one) !== familyOf(cell));
  return forecasts(matrix, parameters, { held: foretold, known: before, evidenceOf }).filter(({ z }) => z !== null);
}

/** The general factor of each respondent, from its results. */
export function generalFactors(matrix: ResultMatrix, fitted: Fitted): number[] {
  const parameters = parametersOf(fitted);
  return byRespondent(matrix)
    .filter((own) => own.length > 0)
    .map(
      (own) =>
        standingOf(
          parameters,
          resultsAt(
            matrix,
            own.map((i) => matrix.cells[i] as Cell),
          ),
        ).general.theta,
    );
}

function resultsAt({ items }: ResultMatrix, cells: readonly Cell[]): Result[] {
  return cells.map(({ item, value }) => ({ item: items[item]?.id ?? '', value }));
}

type Evidence = (cell: Cell) => readonly Cell[];
type HeldOut = { readonly held: readonly Cell[]; readonly known: readonly Cell[]; readonly evidenceOf: Evidence };

function forecasts(matrix: ResultMatrix, parameters: AbilityParameters, { held, known, evidenceOf }: HeldOut): Forecast[] {
  const [sums, counts] = totals(known);
  return held.map((cell) => {
    const count = counts.get(cell.item) ?? 0;
    const mean = count > 0 ? (sums.get(cell.item) ?? 0) / count : null;
    return forecast(matrix, parameters, { cell, mean, evidence: evidenceOf(cell) });
  });
}

type Asked = { readonly cell: Cell; readonly mean: number | null; readonly evidence: readonly Cell[] };

function forecast(matrix: ResultMatrix, parameters: AbilityParameters, { cell, mean, evidence }: Asked): Forecast {
  const kind = matrix.items[cell.item] as ItemKind & { id: string };
  const item = itemIn(parameters, kind.id);
  const standing = standingOf(parameters, resultsAt(matrix, evidence));
  const belief = standing.abilities[kind.ability];
  if (item === null || belief === undefined || standing.results === 0) return { cell, estimate: mean ?? cell.value, mean, z: null };
  const { mean: y, sd } = expected(item, belief);
  const z = (linked(kind, cell.value, parameters.eps) - y) / sd;
  return { cell, estimate: unlinked(kind, y, parameters.eps), mean, z };
}

function evidenceAmong(matrix: ResultMatrix, cells: readonly Cell[]): Evidence {
  const places = byRespondent({ ...matrix, cells });
  return ({ respondent }) => (places[respondent] ?? []).map((i) => cells[i] as Cell);
}

function totals(cells: readonly Cell[]): [Map<number, number>, Map<number, number>] {
  const [sums, counts] = [new Map<number, number>(), new Map<number, number>()];
  for (const { item, value } of cells) {
    sums.set(item, (sums.get(item) ?? 0) + value);
    counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return [sums, counts];
}

/** What is fitted, as parameters; references and the factor of intervals say nothing of an expectation. */
function parametersOf({ variances, ...fitted }: Fitted): AbilityParameters {
  const abilities = Object.fromEntries(Object.entries(variances).map(([id, variance]) => [id, { variance, reference: '' }]));
  return { ...fitted, kappa: 1, abilities };
}

function groupOf({ respondents, items }: ResultMatrix, { respondent, item }: Cell, together: Together): string {
  return `${respondents[respondent]?.model}|${items[item]?.[together]}`;
}

/** FNV-1a, 32 bits: a model and family stay in their fold, whatever else comes or goes. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
