/**
 * Feeds list under one name what Microsoft sells as two services: OpenAI's own models as Azure OpenAI, those of others in Microsoft Foundry
 * (Microsoft Learn, "Foundry Models sold by Azure"). The ids are those of the catalog.
 */
export function azureService(model: string): 'azure-openai' | 'azure-foundry' {
  const isOpenai = /^(?:gpt-(?!oss)|o\d(?:-|$)|codex-|text-embedding-|model-router$)/.test(model);
  return isOpenai ? 'azure-openai' : 'azure-foundry';
}
