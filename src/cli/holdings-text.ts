import type { Verified } from '../store/files/verify.ts';

/** What a file holds, in one line. */
export function holdingsText({ holds, pending }: Verified): string {
  if (holds === null) return pending > 0 ? `an older schema: the next start applies ${pending} migrations\n` : 'no catalog\n';
  const { revision, hash, revised_at, claims, decisions, watches, api_keys } = holds;
  const counts = `claims ${claims}, decisions ${decisions}, watches ${watches}, API keys ${api_keys}`;
  return `revision ${revision} of ${revised_at} (${hash}); ${counts}\n`;
}
