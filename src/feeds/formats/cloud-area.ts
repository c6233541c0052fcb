/**
 * The country or area of a cloud region, in the codes of data_residency. `eu` is the European Union: London and Zurich are not in it.
 * AWS, "AWS Regions and Availability Zones"; Google Cloud, "Regions and zones".
 */
const AREAS: ReadonlyMap<string, string> = new Map([
  ['global', 'global'],
  ['ap-east-1', 'hk'],
  ['ap-northeast-1', 'jp'],
  ['ap-northeast-2', 'kr'],
  ['ap-northeast-3', 'jp'],
  ['ap-south-1', 'in'],
  ['ap-south-2', 'in'],
  ['ap-southeast-1', 'sg'],
  ['ap-southeast-2', 'au'],
  ['ap-southeast-3', 'id'],
  ['ap-southeast-4', 'au'],
  ['ca-central-1', 'ca'],
  ['ca-west-1', 'ca'],
  ['eu-central-1', 'eu'],
  ['eu-central-2', 'ch'],
  ['eu-north-1', 'eu'],
  ['eu-south-1', 'eu'],
  ['eu-south-2', 'eu'],
  ['eu-west-1', 'eu'],
  ['eu-west-2', 'gb'],
  ['eu-west-3', 'eu'],
  ['sa-east-1', 'br'],
]);

/** Null for a region that is not listed. Every region that begins with `us-` is in the United States, at AWS and at Google Cloud. */
export function cloudArea(region: string): string | null {
  return AREAS.get(region) ?? (/^us-[a-z0-9-]+$/.test(region) ? 'us' : null);
}
