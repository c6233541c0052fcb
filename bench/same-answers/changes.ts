import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { sharedDataIsMissing, sharedFile } from '../../test/feeds/shared-data.ts';
import { KEY } from './checkout.ts';
import { read, type Saved } from './decisions.ts';
import { askRevisions, DAY } from './pages.ts';
import type { Question, Session } from './session.ts';

/** What an operator changes over HTTP, and what then becomes of rankings and decisions: last of all, as other answers would change with it. */

const KIND = 'changes';
const BEARER = { authorization: `Bearer ${KEY}` };
/** The most that a service may take to take up a revision. */
const TAKEN_UP_MS = 20_000;
const source = { title: 'Contract 4711', locator: 'annex B' };

const writing = (path: string, body: unknown, headers: Question['headers'] = BEARER): Question => ({
  kind: KIND,
  method: 'POST',
  path,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers,
  settled: true,
});

/** What changes nothing: feeds that are only looked at, and what is refused. */
export async function askImports({ ask }: Session): Promise<void> {
  for (const question of [...dryRuns(), ...refused()]) await ask(question);
}

export async function askChanges(session: Session, saved: readonly Saved[], rankings: readonly Question[]): Promise<void> {
  const [answer] = await session.ask(writing('/v1/catalog/claims', stated(saved)));
  await session.ask(writing('/v1/catalog/claims', stated(saved)));
  const { revision, claims = [] } = JSON.parse(answer.body.toString()) as { revision?: number; claims?: readonly string[] };
  await session.ask(writing('/v1/catalog/claims', { retire: claims.slice(-1) }));
  await takenUp(session, (revision ?? 0) + 1);
  await askRevisions(session);
  for (const { name } of saved) await read(session, name);
  for (const question of rankings) await session.ask({ ...question, kind: 'rankings after changes' });
}

/** Dear offers and a retired model of what was chosen, and a private model: some decisions no longer hold. */
function stated(saved: readonly Saved[]): object {
  const offers = [...new Set(saved.flatMap(({ offer }) => (offer === null ? [] : [offer])))];
  const models = [...new Set(saved.filter(({ offer }) => offer !== null).map(({ model }) => model))];
  const about = { as_of: '2026-11-20', source };
  return {
    providers: { 'own-cluster': { name: 'Own cluster' } },
    models: { 'acme/house-model': { name: 'House model' } },
    offers: [{ model: 'acme/house-model', provider: 'own-cluster' }],
    claims: [
      ...offers.map((subject) => ({ subject, attribute: 'price_input', value: 99.5, unit: 'USD per 1M tokens', ...about })),
      ...models.slice(0, 3).map((subject) => ({ subject, attribute: 'lifecycle', value: 'retired', ...about })),
      { subject: 'acme/house-model@own-cluster', attribute: 'price_output', value: 0.01, ...about, note: 'At cost.' },
    ],
  };
}

/** Every feed, read and held against the catalog without changing it. */
function dryRuns(): Question[] {
  if (sharedDataIsMissing) return [];
  const formats = ['models-dev-models', 'models-dev', 'litellm', 'openrouter', 'genai-prices'] as const;
  return formats.map((format) => {
    const path = `/v1/catalog/imports?format=${format}&dry_run=true&as_of=${DAY}`;
    return writing(path, readFileSync(sharedFile(format), 'utf8'));
  });
}

function refused(): Question[] {
  const claim = { subject: 'meta/llama-4-scout@groq', attribute: 'price_input', value: 0.07, as_of: '2026-11-20', source };
  const path = '/v1/catalog/claims';
  const csv = { ...BEARER, 'content-type': 'text/csv' };
  const imports = (query: string) => `/v1/catalog/imports?as_of=${DAY}&dry_run=true&${query}`;
  return [
    writing(path, { claims: [claim] }, {}),
    writing(path, { claims: [claim] }, { authorization: 'Bearer another-key-altogether' }),
    writing(path, {
      claims: [
        { ...claim, attribute: 'price_inpt' },
        { ...claim, value: 'dear' },
        { ...claim, subject: 'meta/none' },
      ],
    }),
    writing(path, { claims: [{ ...claim, unit: 'EUR' }], retire: ['clm_none'] }),
    writing(path, { claims: [{ ...claim, value: null }], models: { 'Not An Id': {} } }),
    writing(imports('format=claims-json'), { claims: [claim] }),
    writing(imports('format=claims-json'), '{"claims":'),
    writing(imports('format=claims-csv'), 'subject,attribute\nmeta/llama-4-scout,price_input\n', csv),
    writing(imports('format=claims-csv'), { claims: [] }),
    writing(imports('format=openrouter'), { data: [] }),
    writing(imports('format=litellm'), '{"gpt":'),
    writing(imports('format=none'), {}),
  ];
}

/** Waits until both answer from this revision. */
async function takenUp({ peek }: Session, revision: number): Promise<void> {
  for (const deadline = performance.now() + TAKEN_UP_MS; performance.now() < deadline; await wait(100)) {
    const answers = await peek('/v1/catalog/revisions?limit=1');
    const newest = answers.map(({ body }) => (JSON.parse(body.toString()) as { catalog: { revision: number } }).catalog.revision);
    if (newest.every((number) => number >= revision)) return;
  }
  throw new Error(`revision ${revision} was not taken up within ${TAKEN_UP_MS / 1000} s`);
}
