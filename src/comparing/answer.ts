import { z } from 'zod';
import { CalendarDate } from '../catalog/calendar-date.ts';
import { CatalogStamp } from '../catalog/catalog-stamp.ts';
import { ClaimEntry, ClaimValue } from '../catalog/claim.ts';
import { AttributeId, AttributeType } from '../catalog/vocabulary.ts';
import { ResolvedRequest } from '../explaining/answer/resolved-request.ts';
import { ChooseIf } from '../explaining/answer/verdict.ts';
import { RankingRequest } from '../ranking/ask/request.ts';
import { COMPARED } from './request.ts';

/** The shape of an answer to `POST /v1/comparisons`. */

const Id = z.string().min(1).max(300);
const Ids = z.array(Id).max(5000).readonly();
const described = (description: string) => ({ description });
const Options = z.array(Id).max(COMPARED.most).readonly();

export const ComparedOption = z
  .strictObject({
    id: Id.meta(described('The model, the family or the offer.')),
    kind: z.enum(['model', 'family', 'offer']).meta(described('What it is.')),
    available: z.boolean().meta(described('Whether any of it can be had on the day; if not, it is compared as it is on paper.')),
    offers: Ids.meta(
      described(
        'The offers that speak for it: plain ones that can be had, of providers of known kind and no plans; where there are none, those that can be had; else all.',
      ),
    ),
  })
  .readonly()
  .meta({ id: 'ComparedOption', description: 'One of those compared.' });
export type ComparedOption = z.infer<typeof ComparedOption>;

export const ComparedValue = z
  .strictObject({
    option: Id.meta(described('The option.')),
    status: z.enum(['known', 'unknown', 'not_applicable']).meta(described('Whether the catalog knows the value.')),
    value: ClaimValue.nullable().meta(described('Of several offers, the best one’s. Null unless known.')),
    qualifier: ClaimEntry.shape.qualifier.meta(described('Where the value is a bound or only part of it.')),
    mode: ClaimEntry.shape.mode.meta(described('How the model was run, where the claim says so: compare results of one mode only.')),
    other_mode: z
      .string()
      .max(200)
      .optional()
      .meta(described('In what the result was obtained otherwise than most of the model’s; absent: in nothing.')),
    offer: Id.nullable().meta(described('The offer that the value is of, where the offers differ.')),
    claim: Id.nullable().meta(described('The claim that the value comes from; null for `vendor`, which is part of the id.')),
    conflicts: Ids.meta(described('Claims that lost and say something else.')),
  })
  .readonly()
  .meta({ id: 'ComparedValue', description: 'What the catalog holds of one option, and the claim that it rests on.' });
export type ComparedValue = z.infer<typeof ComparedValue>;

export const ComparedAttribute = z
  .strictObject({
    attribute: AttributeId,
    title: z.string().max(120).meta(described('Its title.')),
    category: z.string().max(100).meta(described('Its category.')),
    type: AttributeType,
    unit: z.string().max(60).nullable().meta(described('Unit of the values.')),
    better: z.enum(['higher', 'lower', 'none']).meta(described('Which way is better, by the scale that counts.')),
    values: z.array(ComparedValue).max(COMPARED.most).readonly().meta(described('One for each option, in their order.')),
    best: Options.meta(described('Those that no other known one can be better than; empty where nothing is better or only one is known.')),
    differs: z.boolean().meta(described('Whether known values differ.')),
  })
  .readonly()
  .meta({ id: 'ComparedAttribute', description: 'One attribute, option by option.' });
export type ComparedAttribute = z.infer<typeof ComparedAttribute>;

export const ComparisonRule = ChooseIf.unwrap()
  .extend({
    choose: Id.meta(described('The option.')),
    request: RankingRequest.optional().meta(
      described('The condition as a request that `POST /v1/rankings` takes as it is, and that chooses this option. None for `never`.'),
    ),
  })
  .readonly()
  .meta({ id: 'ComparisonRule', description: 'When to choose an option. True among those compared: `request` proves it.' });
export type ComparisonRule = z.infer<typeof ComparisonRule>;

const Count = z.int().min(0).max(5000);
export const ComparisonSummary = z
  .strictObject({
    categories: z
      .array(
        z
          .strictObject({
            category: z.string().max(100).meta(described('The category.')),
            rules: z
              .array(
                z
                  .strictObject({
                    option: Id.meta(described('The option.')),
                    rules: Count.meta(described('How many rules choose it.')),
                    firm: Count.meta(described('How many of them rest on nothing that is unknown of the others.')),
                  })
                  .readonly(),
              )
              .max(COMPARED.most)
              .readonly()
              .meta(described('Weight-free rules by an attribute of this category, of the option with the most first.')),
            leader: Id.nullable().meta(described('The option with the most; null where several have.')),
          })
          .readonly(),
      )
      .max(200)
      .readonly()
      .meta(described('Categories in which there is a rule.')),
    preferred: Id.nullable().meta(described('The option that leads by the preferences as given; null without any, or in a tie.')),
    text: z.string().max(20_000).meta(described('All of it in words; everything it says stands in the data.')),
  })
  .readonly()
  .meta({ id: 'ComparisonSummary', description: 'Who has the more rules, by category.' });
export type ComparisonSummary = z.infer<typeof ComparisonSummary>;

const { view, sources, weights, groups, scales, profile } = ResolvedRequest.unwrap().shape;
export const ResolvedComparison = z
  .strictObject({
    view,
    sources,
    as_of: CalendarDate.meta(described('The day that retirements and dated prices were reckoned from.')),
    options: z.array(ComparedOption).max(COMPARED.most).readonly().meta(described('Those compared, in order of id.')),
    field: RankingRequest.meta(
      described(
        'Those compared as a ranking request: with a `require` or `prefer` added, `POST /v1/rankings` ranks just them. Every rule’s request starts from it.',
      ),
    ),
    attributes: z.array(AttributeId).max(COMPARED.attributes).readonly().nullable().meta(described('The attributes asked for; null: all.')),
    weights: weights.meta(described('The criteria preferred, with their weights; empty without preferences.')),
    groups,
    scales: scales.meta(described('The value scale of every criterion, and those that the request gives.')),
    profile,
  })
  .readonly()
  .meta({ id: 'ResolvedComparison', description: 'The request as it was understood.' });
export type ResolvedComparison = z.infer<typeof ResolvedComparison>;

export const Comparison = z
  .strictObject({
    catalog: CatalogStamp,
    engine: z.string().max(40).meta(described('Version of the engine.')),
    resolved: ResolvedComparison,
    attributes: z
      .array(ComparedAttribute)
      .max(5000)
      .readonly()
      .meta(described('Every attribute known for at least one, by category and id.')),
    rules: z.array(ComparisonRule).max(20_000).readonly().meta(described('When to choose which, option by option.')),
    summary: ComparisonSummary,
  })
  .readonly()
  .meta({ id: 'Comparison', description: 'Models or offers side by side, and when to choose which.' });
export type Comparison = z.infer<typeof Comparison>;
