import type { FeedStatement } from '../rows/parsed-feed.ts';
import { stated } from '../rows/statement.ts';

/** Values of the attribute `kind`. */
type ModelKind = 'chat' | 'embedding' | 'rerank' | 'image' | 'speech' | 'transcription' | 'moderation' | 'other';

/** Words that vendors put into the name of a model that does one thing only. The first that fits counts: `bge-reranker` ranks. */
const WORDS: readonly (readonly [ModelKind, RegExp])[] = [
  ['rerank', /^re-?rank(?:er|ing)?$/],
  ['embedding', /^(?:embed|embedder|embeddings?|bge|e5|gte|minilm|voyage)$/],
  ['moderation', /^(?:guard|guardian|safeguard|safety|moderation|shieldgemma)$/],
  ['speech', /^tts$/],
  ['transcription', /^(?:whisper|transcribe|transcription|stt|asr|scribe)$/],
  ['image', /^(?:image|images|imagen|dall|flux|diffusion|sdxl|seedream|recraft|veo|sora|seedance)$/],
  ['other', /^(?:ocr|reward|lyria|parse|translate|translation)$/],
];

/** The kind that a word of the name says. */
export function kindByName(name: string): FeedStatement[] {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  for (const [kind, pattern] of WORDS) {
    const word = words.find((one) => pattern.test(one));
    if (word !== undefined) return stated('kind', kind, { conditions: `by the word ${word} of its name` });
  }
  return [];
}

/**
 * The kind by a word of the name, else by what goes in and comes out. Nothing where neither is clear: a model that takes text and gives text
 * and pictures may be either.
 */
export function kindByModalities(name: string, input: readonly string[], output: readonly string[]): FeedStatement[] {
  const named = kindByName(name);
  if (named.length > 0) return named;
  const kind = kindOf(input, output);
  return stated('kind', kind, { conditions: `by its modalities: ${input.join(', ')} to ${output.join(', ')}`.slice(0, 600) });
}

function kindOf(input: readonly string[], output: readonly string[]): ModelKind | null {
  const only = (...kinds: string[]) => output.length > 0 && output.every((kind) => kinds.includes(kind));
  if (only('image', 'video')) return 'image';
  if (only('audio')) return input.includes('text') ? 'speech' : 'other';
  if (!only('text', 'audio') || !output.includes('text')) return null;
  if (input.includes('text')) return 'chat';
  return input.length === 1 && input[0] === 'audio' ? 'transcription' : null;
}
