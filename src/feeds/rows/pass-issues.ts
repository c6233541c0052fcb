import type { z } from 'zod';

/** Hands what an inner schema found to the outer one, codes and all, below a path. */
export function passIssues(context: z.core.$RefinementCtx, error: z.ZodError, input: unknown, ...above: PropertyKey[]): void {
  for (const issue of error.issues) context.issues.push({ ...issue, path: [...above, ...issue.path], input } as z.core.$ZodRawIssue);
}
