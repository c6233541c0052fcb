import { z } from 'zod';
import { SLUG, Slug } from './claim.ts';

const Spelling = z.string().min(1).max(300);
/** `vendor/slug`, with `:variant` where the name means one edition of the model only. */
const ModelTarget = z
  .string()
  .max(300)
  .regex(new RegExp(`^${SLUG}/${SLUG}(?::${SLUG})?$`));

/**
 * db/seed/aliases/<feed>.json (`any.json`: in every feed): the names that a feed gives to models and providers of ours. Names are compared
 * in their normal form; nothing else is ever guessed.
 */
export const AliasFile = z.strictObject({
  models: z.record(Spelling, ModelTarget),
  providers: z.record(Spelling, Slug),
});
export type AliasFile = z.infer<typeof AliasFile>;

export type Alias = {
  /** `<feed or any>:<kind>:<spelling>` */
  readonly id: string;
  /** Null: in every feed. */
  readonly feed: string | null;
  readonly kind: 'model' | 'provider';
  readonly spelling: string;
  readonly target: string;
  /** The edition of the model that the name means. */
  readonly variant: string | null;
};

/** The aliases that a file states. */
export function aliasesOf(feed: string, { models, providers }: AliasFile): Alias[] {
  const made = (kind: Alias['kind'], spelling: string, target: string, variant: string | null): Alias => ({
    id: `${feed}:${kind}:${spelling}`,
    feed: feed === ANY_FEED ? null : feed,
    kind,
    spelling,
    target,
    variant,
  });
  return [
    ...Object.entries(models).map(([spelling, named]) => {
      const [target = '', variant = null] = named.split(':');
      return made('model', spelling, target, variant);
    }),
    ...Object.entries(providers).map(([spelling, target]) => made('provider', spelling, target, null)),
  ];
}

export const ANY_FEED = 'any';
