import type { FeedStatement } from '../rows/parsed-feed.ts';
import { stated } from '../rows/statement.ts';
import { bedrockGeography } from './bedrock-geography.ts';
import { cloudArea } from './cloud-area.ts';
import { openrouterEdition } from './openrouter-edition.ts';

/** The region, commitment, geography or edition of an offer, as LiteLLM's key or row marks it. `spelling` is the key without the mark. */
export type LitellmVariant = {
  readonly variant: string | null;
  readonly spelling: string | null;
  readonly statements: readonly FeedStatement[];
};

const UNMARKED: LitellmVariant = { variant: null, spelling: null, statements: [] };
const AWS_REGION = /^[a-z]{2}(?:-gov)?-[a-z]+-\d$/;
/** Azure's deployment types: a data zone keeps processing inside it, a global deployment does not. */
const AZURE_ZONES: ReadonlyMap<string, string> = new Map([
  ['eu', 'eu'],
  ['us', 'us'],
  ['global', 'global'],
  ['global-standard', 'global'],
]);

export function litellmVariant(key: string, provider: string, regions: readonly string[]): LitellmVariant {
  if (provider.startsWith('bedrock')) return onBedrock(key);
  if (provider.startsWith('azure')) return onAzure(key);
  const edition = provider === 'openrouter' ? openrouterEdition(key) : null;
  if (edition !== null) return { ...UNMARKED, variant: edition.edition, spelling: edition.model };
  return inRegions(regions);
}

/** `bedrock/us-east-1/1-month-commitment/anthropic.claude-v2`, `eu.anthropic.claude-...`: region, commitment and geography. */
function onBedrock(key: string): LitellmVariant {
  const segments = key.split('/');
  const model = segments.at(-1) as string;
  const geography = bedrockGeography(model);
  const region = segments.find((segment) => AWS_REGION.test(segment));
  const commitment = segments.find((segment) => segment.endsWith('-commitment'));
  const marks = [region, commitment, geography?.prefix].filter((mark) => mark !== undefined);
  if (marks.length === 0) return UNMARKED;
  const area = region === undefined ? null : cloudArea(region);
  return {
    variant: marks.join('-'),
    spelling: geography?.model ?? model,
    statements: geography?.statements ?? (area === null ? [] : stated('data_residency', [area], { conditions: `AWS region ${region}` })),
  };
}

function onAzure(key: string): LitellmVariant {
  const [, zone = '', ...rest] = key.split('/');
  const area = AZURE_ZONES.get(zone);
  if (area === undefined || rest.length === 0) return UNMARKED;
  return {
    variant: zone,
    spelling: rest.join('/'),
    statements: stated('data_residency', [area], { conditions: `Azure deployment type ${zone}, by its name` }),
  };
}

/** The row's own list of regions: a single one is a variant of its own, several are one offer in several regions. */
function inRegions(regions: readonly string[]): LitellmVariant {
  const [only] = regions;
  if (only === undefined) return UNMARKED;
  const areas = regions.map(cloudArea);
  const allKnown = areas.every((area) => area !== null);
  return {
    variant: regions.length === 1 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(only) ? only : null,
    spelling: null,
    statements: allKnown
      ? stated('data_residency', [...new Set(areas)], { conditions: `regions ${regions.join(', ')}`.slice(0, 600) })
      : [],
  };
}
