import { analyse } from './analyse.ts';
import { type AnalysisFaults, analysisFaults } from './check.ts';
import type { AnalysisRequest } from './request.ts';

export type AnalysisReply = { readonly faults: AnalysisFaults } | { readonly body: string };

/** Checks and answers: the answer as JSON text, which is cheaper to hand from one thread to another than the tables in it. */
export function replyTo(request: AnalysisRequest): AnalysisReply {
  const faults = analysisFaults(request);
  if (faults.invalid.length > 0 || faults.impossible.length > 0) return { faults };
  return { body: JSON.stringify(analyse(request)) };
}
