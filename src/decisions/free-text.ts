import { z } from 'zod';

/** Characters that end a line or make text look different from what it is: controls, line and paragraph separators, direction overrides. */
const CONTROLS = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff';
const CONTROLS_BUT_BREAKS = CONTROLS.replace('\\u0000-\\u001f', '\\u0000-\\u0008\\u000b-\\u001f');

/** One line of free text, 1 to `most` characters. */
export const lineOf = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(new RegExp(`^[^${CONTROLS}]*$`), 'expected no control characters');

/** Free text of several lines, 1 to `most` characters. The only control characters allowed are tabs and line feeds. */
export const textOf = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(new RegExp(`^[^${CONTROLS_BUT_BREAKS}]*$`), 'expected no control characters but line feeds and tabs');
