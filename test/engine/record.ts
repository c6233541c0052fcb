import { hash } from 'node:crypto';

/** One question of the engine: hashes of what is asked and of what is answered. */
export type Answered = { readonly name: string; readonly question: string; readonly answer: string };

/** What the engine answered when it was last recorded. */
export type EngineRecord = {
  /** For each version, oldest first, a hash over all its answers as they were when it was last recorded. */
  readonly versions: Readonly<Record<string, string>>;
  /** `question answer` by name, those of the newest version. */
  readonly answers: Readonly<Record<string, string>>;
};

/** How the engine's answers differ from the record. */
export type Difference = {
  /** Names of questions that are the same and are answered otherwise. */
  readonly changed: readonly string[];
  /** Whether the record has another set of questions, or no entry for this version. */
  readonly stale: boolean;
};

export function recordOf(answers: readonly Answered[]): EngineRecord['answers'] {
  const sorted = answers.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(sorted.map(({ name, question, answer }) => [name, `${question} ${answer}`]));
}

export function versionHash(answers: EngineRecord['answers']): string {
  return `sha256:${hash('sha256', JSON.stringify(answers))}`;
}

/** A new question, or one that is asked in other words, moves no version: only another answer to the same question does. */
export function differenceOf(record: EngineRecord, answers: readonly Answered[], version: string): Difference {
  const now = recordOf(answers);
  const changed = answers.filter(({ name, question }) => {
    const recorded = record.answers[name];
    return recorded !== undefined && recorded !== now[name] && recorded.startsWith(`${question} `);
  });
  return { changed: changed.map(({ name }) => name), stale: record.versions[version] !== versionHash(now) };
}

/** The record with these answers under this version; null where the version has to be raised first. */
export function recorded(record: EngineRecord, answers: readonly Answered[], version: string): EngineRecord | null {
  const { changed } = differenceOf(record, answers, version);
  if (changed.length > 0 && version in record.versions) return null;
  const now = recordOf(answers);
  return { versions: { ...record.versions, [version]: versionHash(now) }, answers: now };
}

/** What there is to do about answers that changed. */
export function changedMessage(changed: readonly string[], version: string): string {
  const named = changed.slice(0, 10).join(', ');
  return [
    `${changed.length} answers of the engine differ from those recorded for version ${version}: ${named}${changed.length > 10 ? ', ...' : ''}.`,
    'If that is not meant, it is a regression. If it is meant: raise ENGINE_VERSION in src/engine-version.ts, run `npm run engine:record`,',
    'and say in CHANGELOG.md what changed (docs/releasing.md).',
  ].join('\n');
}
