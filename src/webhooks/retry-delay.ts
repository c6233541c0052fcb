import { hash } from 'node:crypto';

/** After so many tries a message is given up: with the delays below, after about a day. */
export const MOST_ATTEMPTS = 10;
const FIRST_MS = 5000;
const FACTOR = 4;
const LONGEST_MS = 6 * 3_600_000;
/** The share of a delay by which it may be shorter or longer, so that receivers that failed together are not asked together. */
const JITTER = 0.2;

/**
 * How long to wait after the so-manieth try: 5 s, 20 s, 80 s ... up to 6 h, each up to a fifth shorter or longer. The draw is seeded with the
 * message and the try: the same whoever works it out, and another for every message.
 */
export function retryDelay(message: string, attempts: number): number {
  const draw = Number.parseInt(hash('sha256', `${message}:${attempts}`).slice(0, 8), 16) / 0xffff_ffff;
  const delay = Math.min(LONGEST_MS, FIRST_MS * FACTOR ** (attempts - 1));
  return Math.round(delay * (1 - JITTER + 2 * JITTER * draw));
}
