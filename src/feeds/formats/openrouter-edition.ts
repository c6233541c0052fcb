import type { FeedStatement } from '../rows/parsed-feed.ts';
import { stated } from '../rows/statement.ts';

/** OpenRouter marks an edition of a model behind a colon (`:free`, `:thinking`, `:batch`); null without one. */
export function openrouterEdition(id: string): { readonly model: string; readonly edition: string } | null {
  const [, model, edition] = /^([^:]+\/[^:]+):([a-z0-9]+)$/.exec(id) ?? [];
  return model === undefined || edition === undefined ? null : { model, edition };
}

/** `:free` is OpenRouter's own word that an edition costs nothing; a listed price of 0 alone says less. */
export function openrouterBasis(edition: string | null | undefined): FeedStatement[] {
  return edition === 'free' ? stated('price_basis', 'free', { conditions: 'marked :free by OpenRouter; with limits on requests' }) : [];
}
