import type { z } from 'zod';
import { Scored } from './method-result.ts';
import { METHODS, type Registered } from './registry.ts';

/** Members of the shapes of requests and answers, made from what the methods declare. The compiler can't follow `fromEntries`. */

type ResultShape = {
  [M in Registered as M['name']]: ReturnType<typeof resultOf<M['details']>>;
};

/** The result of each method under its name. */
export const RESULT_SHAPE = Object.fromEntries(METHODS.map(({ name, details }) => [name, resultOf(details)])) as unknown as ResultShape;

function resultOf<Details extends z.ZodRawShape>(details: Details) {
  return Scored.extend(details).optional();
}

type SettingsShape = {
  [M in Registered as M['settings'] extends null ? never : M['name']]: z.ZodOptional<NonNullable<M['settings']>>;
};

/** What a request may set for a method, under its name. */
export const SETTINGS_SHAPE = Object.fromEntries(
  METHODS.flatMap(({ name, settings }) => (settings ? [[name, settings.optional()]] : [])),
) as SettingsShape;

type Together<Shape> = (Shape extends unknown ? (shape: Shape) => void : never) extends (all: infer All) => void ? All : never;

/** What a criterion may set for methods: the members of all of them together. */
export const CRITERION_SETTINGS_SHAPE = Object.assign({}, ...METHODS.map((method) => method.criterionSettings)) as Together<
  Registered['criterionSettings']
>;
