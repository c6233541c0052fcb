import { z } from 'zod';

/** Characters that can make text look other than it is, or end a line: controls, line and paragraph separators, direction overrides. */
const CONTROLS = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff';
const CONTROLS_BUT_BREAKS = CONTROLS.replace('\\u0000-\\u001f', '\\u0000-\\u0008\\u000b-\\u001f');

/** One line of a caller's own words. */
export const lineOf = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(new RegExp(`^[^${CONTROLS}]*$`), 'expected no control characters');

/** A caller's own words over several lines: of the controls, tabs and line feeds alone. */
export const textOf = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(new RegExp(`^[^${CONTROLS_BUT_BREAKS}]*$`), 'expected no control characters but line feeds and tabs');
