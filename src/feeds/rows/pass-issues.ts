import type { z } from 'zod';

/** Adds the issues of an inner schema to those of the outer one, with their codes, below a path. */
export function passIssues(context: z.core.$RefinementCtx, error: z.ZodError, input: unknown, ...above: PropertyKey[]): void {
  for (const issue of error.issues) context.issues.push({ ...issue, path: [...above, ...issue.path], input } as z.core.$ZodRawIssue);
}
