const MIB = 1_048_576;

/** The largest body in bytes: of any operation, and of those that take more. */
export const BODY_LIMITS = {
  any: 262_144,
  /** 2,000 alternatives by 50 criteria, at twenty characters a cell. */
  'POST /v1/analyses': 2 * MIB,
  /** 10,000 claims at two hundred characters each. */
  'POST /v1/catalog/claims': 2 * MIB,
  /** The longest result: 100 ranked and 1,000 excluded options, each with its reasons. */
  'POST /v1/decisions/imports': 4 * MIB,
  /** 25 times the largest feed of today. */
  'POST /v1/catalog/imports': 64 * MIB,
} as const;

/** A size as people write it: 256 KiB, 64 MiB. Of whole KiB or MiB. */
export function sizeText(bytes: number): string {
  return bytes < MIB ? `${bytes / 1024} KiB` : `${bytes / MIB} MiB`;
}

/** Which operations take more than any other, by size: `of POST /a and POST /b 2 MiB, of POST /c 4 MiB`. */
export function largerBodies(): string {
  const { any: _, ...larger } = BODY_LIMITS;
  const bySize = Map.groupBy(Object.entries(larger), ([, bytes]) => bytes);
  return [...bySize].map(([bytes, operations]) => `of ${operations.map(([name]) => name).join(' and ')} ${sizeText(bytes)}`).join(', ');
}
