import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { AttributeId, AttributeScale } from '../../catalog/vocabulary.ts';
import { Requirement } from '../../ranking/gate/operators/requirement.ts';
import { MethodName } from '../../scoring/methods/registry.ts';
import { described, Id, Ids, Share } from '../../words/answer-parts.ts';
import { ResolvedDeployment } from '../../words/deployment.ts';
import { Use } from '../../words/use.ts';
import { ResolvedWorkload } from '../../words/workload.ts';

export const ResolvedRequest = z
  .strictObject({
    view: z.enum(['verified', 'article', 'all', 'sources']).meta(described('Which sources counted.')),
    sources: z
      .union([z.strictObject({ only: Ids }).readonly(), z.strictObject({ except: Ids }).readonly()])
      .optional()
      .meta(described('The sources, where the request lists them.')),
    as_of: CalendarDate.meta(described('The day that ages, retirements and dated prices were reckoned from.')),
    candidates: z
      .strictObject({
        kinds: Ids.meta(described('The kinds of models.')),
        plans: z.enum(['exclude', 'include']).meta(described('Whether offers that are part of a plan took part.')),
        unvetted: z.boolean().meta(described('Whether offers of providers of unknown kind took part.')),
      })
      .readonly()
      .optional()
      .meta(described('What of the market took part; left out in the article view, where families are ranked.')),
    method: MethodName.meta(described('The aggregation method.')),
    require: z.record(AttributeId, Requirement).readonly().meta(described('The requirements, those of a profile included.')),
    weights: z.record(AttributeId, Share).readonly().meta(described('The criteria with their weights, sum 1.')),
    groups: z
      .record(AttributeId, z.record(AttributeId, Share).readonly())
      .readonly()
      .meta(described('For criteria that are groups: the share of each member within it.')),
    scales: z.record(AttributeId, AttributeScale).readonly().meta(described('The value scale of every attribute that was scored.')),
    if_unknown: z.enum(['worst', 'exclude', 'neutral']).meta(described('What an unknown earned.')),
    deployment: ResolvedDeployment.optional().meta(described('What fit was worked out from, every default spelled out.')),
    workload: ResolvedWorkload.optional().meta(described('What costs were worked out from, every default spelled out.')),
    use: Use.optional().meta(described('What licences were held against.')),
    fold: z.enum(['model', 'none']).meta(described('Whether each model stands once, with its best offer.')),
    limit: z.int().min(1).meta(described('How many ranked candidates are shown.')),
    pairwise: z
      .strictObject({
        lambda_max: z.number().meta(described('Principal eigenvalue of the judgements.')),
        ci: z.number().meta(described('Consistency index.')),
        ri: z.number().nullable().meta(described('Random index; null beyond 15 criteria, where the table ends.')),
        cr: z.number().nullable().meta(described('Consistency ratio CI / RI.')),
        consistent: z.boolean().nullable().meta(described('CR is at most 0.1.')),
        ri_table: z.literal('saaty_1980').meta(described('The table of random indices.')),
      })
      .readonly()
      .optional()
      .meta(described('Where the weights come from pairwise judgements: how consistent they are.')),
    profile: z
      .strictObject({ id: Id, version: z.int().min(1) })
      .readonly()
      .nullable()
      .meta(described('The profile that was taken.')),
  })
  .readonly()
  .meta({ id: 'ResolvedRequest', description: 'The request as it was understood, with every default spelled out.' });
export type ResolvedRequest = z.infer<typeof ResolvedRequest>;
