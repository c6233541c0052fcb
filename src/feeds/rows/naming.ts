/** What the name of a row stands for: one model, whichever model is the newest of a line, or whichever model a router picks. */
export type Naming = 'model' | 'alias' | 'router';

/** `latest` as a word of its own: `gpt-5-chat-latest`, `codestral@latest`, `kimi-latest-128k`. */
const LATEST = /(?:^|[-@:._])latest(?:$|[-@:._])/;
/** `auto`, `auto-beta`, `moonshot-v1-auto`, `model-router`. */
const ROUTER = /^auto(?:$|[-_:])|[-_]auto$|(?:^|[-_])router$/;

/** By the conventions that vendors and feeds share; `~` is OpenRouter's mark of a name that moves. */
export function namingOf(name: string): Naming {
  const last = name.slice(name.lastIndexOf('/') + 1).toLowerCase();
  if (name.split('/').some((segment) => segment.startsWith('~')) || LATEST.test(last)) return 'alias';
  return ROUTER.test(last) ? 'router' : 'model';
}
