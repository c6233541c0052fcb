import type { FeedStatement } from '../rows/parsed-feed.ts';
import { stated } from '../rows/statement.ts';
import { kindByName } from './model-kind.ts';

/** Modes of things that are sold by the request and are no models. */
export const SERVICES: readonly string[] = ['search', 'vector_store'];

/** Modes that do one thing only. `realtime` is none of them: it is a way to talk to a model of any kind. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['embedding', 'embedding'],
  ['rerank', 'rerank'],
  ['image_generation', 'image'],
  ['image_edit', 'image'],
  ['video_generation', 'image'],
  ['audio_speech', 'speech'],
  ['audio_transcription', 'transcription'],
  ['moderation', 'moderation'],
  ['ocr', 'other'],
]);
/** Interfaces that models of other kinds are served by too: a classifier behind `chat` is still one. */
const OPEN_MODES: readonly string[] = ['chat', 'responses', 'completion'];

/** The kind that LiteLLM's mode says. A mode for text says `chat` unless the name or a listed output says otherwise. */
export function litellmKind(key: string, mode: string, output: readonly string[]): FeedStatement[] {
  const kind = KINDS.get(mode);
  if (kind !== undefined) return stated('kind', kind, { conditions: `by its mode ${mode}` });
  if (!OPEN_MODES.includes(mode)) return [];
  const named = kindByName(key);
  if (named.length > 0) return named;
  return output.every((modality) => modality === 'text') ? stated('kind', 'chat', { conditions: `by its mode ${mode}` }) : [];
}
