import { Agent, request as send } from 'node:http';
import type { Server } from '../processes.ts';
import { bothOf, type Pair } from './checkout.ts';
import type { Findings } from './findings.ts';
import { settled } from './settled.ts';

export type Question = {
  readonly kind: string;
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** The answer holds what no two services share (the time, a random id, a hash over them): `settled` takes it out. */
  readonly settled?: true;
};
export type Answer = { readonly status: number; readonly headers: readonly string[]; readonly body: Buffer };

/** Both services over one catalog. */
export type Session = {
  /** Asks both at once and holds their answers against each other. */
  readonly ask: (question: Question) => Promise<Pair<Answer>>;
  /** Asks both for the same without a comparison: what one waits for comes to each in its own time. */
  readonly peek: (path: string) => Promise<Pair<Answer>>;
  /** Lets `{name}` in a path or a body stand for what each of the two calls by an id of its own. */
  readonly name: (name: string, ids: Pair<string>) => void;
};

/** The most that an answer may take. */
const ANSWER_MS = 60_000;
/** Headers that are not the answer's: the time, and what stands between any two processes. */
const UNTOLD = ['date', 'connection', 'keep-alive'];
/** Headers that tell of every byte of a body: as little the same as the body is. */
const OF_BYTES = ['etag', 'content-length'];
/** Of a question that got no answer. */
const MOST_SHOWN = 2000;

type Side = {
  readonly which: 'before' | 'after';
  readonly url: string;
  readonly names: Names;
};

/** What each calls its own by: the name of each id. */
export type Names = Map<string, string>;

/** `servers` and `names`: of both, over this catalog. */
export function session(catalog: string, answered: Findings, servers: Pair<Server>, names: Pair<Names>): Session {
  const agent = new Agent({ keepAlive: true });
  const [before, after] = servers;
  const sides: Pair<Side> = [
    { which: 'before', url: before.url, names: names[0] },
    { which: 'after', url: after.url, names: names[1] },
  ];
  let asked = 0;
  return {
    ask: async (question) => {
      // the same id for both: an error names it
      const id = `same-answers-${++asked}`;
      const answers = await bothOnOneDay(question, () => bothOf(sides, (side) => answerTo(question, id, side, agent)));
      const [before, after] = answers;
      const texts = [shown(before, question, sides[0]), shown(after, question, sides[1])] as const;
      answered.compare({ kind: question.kind, catalog, what: curl(question), texts, status: before.status });
      return answers;
    },
    peek: (path) => bothOf(sides, (side) => answerTo({ kind: '', method: 'GET', path }, 'same-answers-peek', side, agent)),
    name: (name, [before, after]) => {
      sides[0].names.set(before, name);
      sides[1].names.set(after, name);
    },
  };
}

/** What is read may tell of today: asked again where midnight came between. */
async function bothOnOneDay<T>({ method }: Question, ask: () => Promise<T>): Promise<T> {
  const day = () => new Date().toISOString().slice(0, 10);
  for (;;) {
    const before = day();
    const answer = await ask();
    if (method !== 'GET' || day() === before) return answer;
  }
}

function answerTo(question: Question, id: string, side: Side, agent: Agent): Promise<Answer> {
  const { method, path, body, headers } = question;
  return new Promise((resolve, reject) => {
    const failed = (error: Error) =>
      reject(new Error(`the service ${side.which} gave no answer to ${curl(question).slice(0, MOST_SHOWN)}: ${error.message}`));
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const request = send(
      `${side.url}${withIds(path, side)}`,
      { method, agent, headers: { 'x-request-id': id, ...type, ...headers }, signal: AbortSignal.timeout(ANSWER_MS) },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.rawHeaders, body: Buffer.concat(parts) }));
        answer.on('error', failed);
      },
    );
    request.on('error', failed);
    request.end(typeof body === 'string' ? withIds(body, side) : body);
  });
}

/**
 * Status, body and headers as one text, of which each character stands for one byte. Headers come last: where bodies part, that is shown, and
 * not their lengths.
 */
function shown({ status, headers, body }: Answer, question: Question, side: Side): string {
  const lines = headers
    .flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), headers[i + 1] ?? ''] as const] : []))
    .filter(([name]) => !UNTOLD.includes(name) && !(question.settled && OF_BYTES.includes(name)))
    .map(([name, value]) => `${name}: ${value}`)
    .sort();
  const told = (text: string) => (question.settled ? settled(text, (said) => withNames(said, side)) : text);
  return `${status}\n${told(body.toString('latin1'))}\n\n${told(lines.join('\n'))}`;
}

function withIds(text: string, { names }: Side): string {
  let said = text;
  for (const [id, name] of names) said = said.replaceAll(`{${name}}`, id);
  return said;
}

function withNames(text: string, { names }: Side): string {
  let said = text;
  for (const [id, name] of names) said = said.replaceAll(id, `{${name}}`);
  return said;
}

/** The question as one would type it; `{name}` is an id that each gave itself. */
function curl({ method, path, body, headers = {} }: Question): string {
  const said = Object.entries(headers).map(([name, value]) => ` -H '${name}: ${value}'`);
  const data = body === undefined ? '' : ` -d '${body.toString()}'`;
  return `${method} ${path}${said.join('')}${data}`;
}
