/** OpenRouter marks an edition of a model behind a colon (`:free`, `:thinking`, `:batch`); null without one. */
export function openrouterEdition(id: string): { readonly model: string; readonly edition: string } | null {
  const [, model, edition] = /^([^:]+\/[^:]+):([a-z0-9]+)$/.exec(id) ?? [];
  return model === undefined || edition === undefined ? null : { model, edition };
}
