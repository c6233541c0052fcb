import { z } from 'zod';
import { RankingRequest } from '../ranking/ask/request.ts';

const Id = z.string().min(1).max(300);
const Ids = z.array(Id).max(2000).readonly();

/** Why a verdict of the article holds before verified facts, or does not, or can't be told. */
export const HoldsCode = z.enum([
  'verified_facts_agree',
  'verified_facts_disagree',
  'both_meet',
  'neither_meets',
  'tie',
  'claimed_fails',
  'facts_missing',
  'facts_partly_missing',
  'article_only_words',
  'decided_by_missing_facts',
  'unknowns_could_change_this',
  'supporting_claims_contradicted',
]);
export type HoldsCode = z.infer<typeof HoldsCode>;

/** One component for both requests of a verdict: the schema of a request is long. */
const VerdictRequest = RankingRequest.meta({
  id: 'VerdictRequest',
  description:
    'A condition as a ranking request, which `POST /v1/rankings` takes as it is. `request` is the condition in the article’s own words; `verified_request` is it in words that verified sources use too, between the two families, and what it chooses is `verified.choose`.',
});

export const ArticleVerdict = z
  .strictObject({
    id: Id.meta({ description: 'Id of the verdict.' }),
    condition: z.string().max(300).meta({ description: 'The "if" of the verdict, in words.' }),
    section: z.string().max(200).meta({ description: 'Where in the article it stands.' }),
    quote: z.string().max(200).meta({ description: 'A few words that locate it.' }),
    kind: z.enum(['stated', 'implied']).meta({ description: 'Whether the article states the verdict or only implies it.' }),
    claimed: Id.meta({ description: 'What the article picks: a family, or "both".' }),
    request: VerdictRequest,
    request_reason: z.string().max(600).meta({ description: 'Why this request is the condition.' }),
    article: z
      .strictObject({
        choose: Id.nullable().meta({
          description: 'What the request chooses from the claims of the article alone: a family, "both" or null.',
        }),
        agrees: z.boolean().meta({ description: 'Whether that is what the article picks.' }),
        claims: Ids.meta({ description: 'The claims that decided.' }),
      })
      .meta({ description: 'The verdict computed from the claims of the article alone.' }),
    verified_request: VerdictRequest,
    verified_request_reason: z
      .string()
      .max(600)
      .meta({ description: 'Why that is the condition, and how far the facts that it reads carry.' }),
    verified: z
      .strictObject({
        choose: Id.nullable().meta({ description: 'The model of either family that the request chooses from verified facts.' }),
        family: Id.nullable().meta({ description: 'Its family.' }),
        holds: z.boolean().nullable().meta({ description: 'Whether the verdict holds; null: facts are missing.' }),
        why: z.array(HoldsCode).max(20).readonly().meta({ description: 'Why, for a program.' }),
        missing: Ids.meta({ description: 'Attributes of either request of which no verified fact is known for one of the families.' }),
        article_only: Ids.meta({ description: 'Those of them that only the article states: they decide nothing here.' }),
        looked: z
          .array(
            z.strictObject({
              attribute: Id.meta({ description: 'What was looked for.' }),
              claim: Id.meta({ description: 'The claim that says that it was not found.' }),
              source: Id.meta({ description: 'Id of the source that was looked at.' }),
              title: z.string().max(300).meta({ description: 'Its title.' }),
              locator: z.string().max(600).meta({ description: 'Where a reader finds it.' }),
              note: z.string().max(1000).nullable().meta({ description: 'What stands there instead.' }),
            }),
          )
          .max(1000)
          .readonly()
          .meta({ description: 'Where what is missing was looked for in vain.' }),
        whole_catalog: Id.nullable().meta({
          description: 'The model that the request chooses from the whole catalog, where facts decide.',
        }),
        claims: Ids.meta({ description: 'The claims that decided.' }),
      })
      .meta({ description: 'The verdict computed from verified facts on real models.' }),
    supporting_claims: z
      .array(
        z.strictObject({
          claim: Id.meta({ description: 'A claim of the article that the verdict rests on.' }),
          check: z
            .enum(['confirmed', 'contradicted', 'unverifiable'])
            .nullable()
            .meta({ description: 'What came of holding it against verified facts.' }),
        }),
      )
      .max(100)
      .readonly()
      .meta({ description: 'The claims that the article itself rests the verdict on, each checked.' }),
    text: z.string().max(4000).meta({ description: 'Both in words; everything it says stands in the data.' }),
  })
  .meta({ id: 'ArticleVerdict', description: 'A verdict of the article ("choose X if ...") as data, computed twice.' });
export type ArticleVerdict = z.infer<typeof ArticleVerdict>;
