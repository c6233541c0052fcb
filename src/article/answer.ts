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

export const ArticleVerdict = z
  .strictObject({
    id: Id.meta({ description: 'Id of the verdict.' }),
    condition: z.string().max(300).meta({ description: 'The "if" of the verdict, in words.' }),
    section: z.string().max(200).meta({ description: 'Where in the article it stands.' }),
    quote: z.string().max(200).meta({ description: 'A few words that locate it.' }),
    kind: z.enum(['stated', 'implied']).meta({ description: 'Whether the article states the verdict or only implies it.' }),
    claimed: Id.meta({ description: 'What the article picks: a family, or "both".' }),
    request: RankingRequest.meta({ description: 'The condition as a ranking request, which `POST /v1/rankings` takes as it is.' }),
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
    verified: z
      .strictObject({
        choose: Id.nullable().meta({ description: 'The model of either family that the request chooses from verified facts.' }),
        family: Id.nullable().meta({ description: 'Its family.' }),
        holds: z.boolean().nullable().meta({ description: 'Whether the verdict holds; null: facts are missing.' }),
        why: z.array(HoldsCode).max(20).readonly().meta({ description: 'Why, for a program.' }),
        missing: Ids.meta({ description: 'Attributes of which no verified fact is known for one of the families.' }),
        article_only: Ids.meta({ description: 'Those of them that no verified source speaks of at all.' }),
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
    text: z.string().max(2000).meta({ description: 'Both in words; everything it says stands in the data.' }),
  })
  .meta({ id: 'ArticleVerdict', description: 'A verdict of the article ("choose X if ...") as data, computed twice.' });
export type ArticleVerdict = z.infer<typeof ArticleVerdict>;
