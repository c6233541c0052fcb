import type { z } from 'zod';
import type { Direction } from '../columns.ts';
import type { Matrix } from '../matrix.ts';
import type { Better } from '../ranks.ts';
import type { Departure } from './departure.ts';

/** The performances on fixed value scales, in [0, 1], more being better. */
export type ValueRanges = {
  /** An unknown performance is worth 0, an uncertain one what its middle is worth. */
  readonly point: Matrix;
  /** The least and the most that each can be worth. */
  readonly low: Matrix;
  readonly high: Matrix;
};

/** What every method can see of a criterion. */
export type MethodCriterion = { readonly direction: Direction };

export type MethodProblem<Settings = unknown, Criterion = object> = {
  readonly alternatives: readonly string[];
  readonly criteria: readonly (MethodCriterion & Criterion)[];
  /** One for each criterion, summing to 1; none where the method needs none. */
  readonly weights: readonly number[];
  /** Only called by methods that read performances. */
  readonly raw: () => Matrix;
  /** Only called by methods that read values. */
  readonly values: () => ValueRanges;
  /** What the request sets under the name of the method. */
  readonly settings: Settings | undefined;
};

export type MethodScores<Details = object> = {
  /** One finite score for each alternative. */
  readonly scores: Float64Array;
  /** What the ranks go by, where that is not the scores themselves. */
  readonly rankedBy?: Float64Array;
  /** What the method has to say besides scores and ranks. */
  readonly details: Details;
};

/** Why a method can't take a performance, for the one who gave it. */
export type Refusal = { readonly code: string; readonly detail: string };

/** What is wrong with the settings of a method at one criterion; `path` starts at the criterion. */
export type SettingFault = { readonly path: readonly (string | number)[]; readonly code: string; readonly detail: string };

export type WorkSize<Criterion = object> = { readonly alternatives: number; readonly criteria: readonly (MethodCriterion & Criterion)[] };

/** What fits a shape; of an empty one, or one that is not known, any object. */
type Members<Shape extends z.ZodRawShape> = string extends keyof Shape
  ? object
  : keyof Shape extends never
    ? object
    : z.infer<z.ZodObject<Shape>>;
type SettingsOf<Settings extends z.ZodType | null> = Settings extends z.ZodType ? z.infer<Settings> : undefined;

/**
 * All that the rest of the code asks of a scoring method, so that a new one is its own file and its line in `registry.ts`. Functions that
 * take the problem are written as members: a list of methods with different settings needs that they are compared loosely.
 */
export type Method<
  Name extends string = string,
  Details extends z.ZodRawShape = z.ZodRawShape,
  Settings extends z.ZodType | null = z.ZodType | null,
  CriterionSettings extends z.ZodRawShape = z.ZodRawShape,
> = {
  readonly name: Name;

  readonly needsWeights: boolean;
  /**
   * `values`: of the fixed scales, which every criterion then needs; what is not known is a range of values. `performances`: the raw
   * numbers, all of which have to be known.
   */
  readonly reads: 'values' | 'performances';
  /** What a request may set, under the name of the method. */
  readonly settings: Settings;
  /** What a request may set for the method at each criterion, by member. */
  readonly criterionSettings: CriterionSettings;
  settingFaults(criterion: MethodCriterion & Members<CriterionSettings>): readonly SettingFault[];
  /** Why the method can't take a known performance of a criterion of this direction; null where it can. */
  refusal(performance: number, direction: Direction): Refusal | null;

  readonly better: Better;
  /** Scores nearer than this tie; null: within 1e-9 of the range of the scores. */
  readonly tie: number | null;
  /** Whether an alternative that comes or goes can move the scores of the others. */
  readonly isRelative: boolean;
  /** The shape of what a result holds besides `better`, `scores` and `ranks`. */
  readonly details: Details;
  run(problem: MethodProblem<SettingsOf<Settings>, Members<CriterionSettings>>): MethodScores<Members<Details>>;
  /** At most how much work a run is, in the units of the work budget: about a nanosecond of one core. */
  units(size: WorkSize<Members<CriterionSettings>>): number;

  /**
   * How the method scores values of [0, 1] that are not raw performances, as a ranking of the catalog does. `run`: as performances to
   * maximise, so that `refusal` has to let every number of [0, 1] pass. Otherwise a form of its own.
   */
  readonly onValues: 'run' | ValueForm;
  /** Whether the robustness of every ranking names its winners. A change of the answers of requests that are made already. */
  readonly comparedInRobustness: boolean;
} & (
  | {
      /** On values, a score is the sum of weight times value, as `weightedSum` gives it: a ranking shows what each criterion adds. */
      readonly isAdditive: true;
      readonly departure: null;
    }
  | {
      readonly isAdditive: false;
      /** Why the method may name another winner than the weighted sum. */
      readonly departure: Departure;
    }
);

export type ValueForm = {
  /** One finite score for each row. The weights are all positive. */
  readonly scores: (values: Matrix, weights: readonly number[]) => Float64Array;
  /** Scores nearer than this tie. */
  readonly tie: number;
};

/** A method as its file declares it: leaving a part out, or a result at odds with `details`, does not compile. */
export function defineMethod<
  const Name extends string,
  Details extends z.ZodRawShape,
  Settings extends z.ZodType | null,
  CriterionSettings extends z.ZodRawShape,
>(method: Method<Name, Details, Settings, CriterionSettings>): Method<Name, Details, Settings, CriterionSettings> {
  return method;
}

/** What a run takes that looks at each cell a few times. Measured by bench/scoring.ts. */
export function unitsByCell({ alternatives, criteria }: WorkSize): number {
  return 200 * alternatives * criteria.length;
}
