import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CONFIG_KEYS } from '../../src/config.ts';
import { smallApp } from '../app/small-app.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
// biome-ignore lint/suspicious/noExplicitAny: rules and dashboards have the types of Prometheus and Grafana, which are not ours
type Foreign = any;

const scrape: Foreign = parse(read('ops/prometheus/scrape.yml'));
const rules: Foreign[] = parse(read('ops/prometheus/alerts.yml')).groups.flatMap((group: Foreign) => group.rules);
const dashboard: Foreign = JSON.parse(read('ops/grafana/choose-if.json'));
const panels: Foreign[] = dashboard.panels.filter(({ type }: Foreign) => type !== 'row');
const operations = read('docs/operations.md');

/** What Prometheus adds by itself. */
const FROM_PROMETHEUS = { metrics: ['up'], labels: ['job', 'instance'] };
const WORDS_OF_PROMQL = ['and', 'by', 'or'];

/** Names of metrics and labels in a PromQL expression: what is left when strings, ranges, functions and numbers are taken out. */
function namesIn(expression: string): { readonly metrics: string[]; readonly labels: string[] } {
  const plain = expression.replaceAll(/"[^"]*"/g, '""').replaceAll(/\[[^\]]*\]/g, '');
  const labels = [...plain.matchAll(/\{([^}]*)\}|\bby \(([^)]*)\)/g)].flatMap(
    ([, matchers, by]) => (matchers ?? by ?? '').match(/[a-z_]+/g) ?? [],
  );
  const bare = plain.replaceAll(/\{[^}]*\}|\bby \([^)]*\)/g, '');
  const metrics = [...bare.matchAll(/\b[a-z_]\w*\b(?!\s*\()/g)].map(([name]) => name).filter((name) => !WORDS_OF_PROMQL.includes(name));
  return { metrics, labels };
}

/** The names and labels of the samples after one request of each kind that makes some. */
async function answered(): Promise<{ readonly metrics: Set<string>; readonly labels: Set<string> }> {
  const app = smallApp();
  await app.inject({ method: 'POST', url: '/v1/rankings', payload: { require: {} } });
  // the second answer counts the first
  await app.inject('/metrics');
  const samples = (await app.inject('/metrics')).body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return {
    metrics: new Set(samples.map((line) => /^\w+/.exec(line)?.[0] ?? '')),
    labels: new Set(samples.flatMap((line) => [...line.matchAll(/([a-z_]+)="/g)].map(([, label]) => label as string))),
  };
}

const expressions: [string, string][] = [
  ...rules.map(({ alert, expr }): [string, string] => [`alert ${alert}`, expr]),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }: Foreign): [string, string] => [`panel ${title}`, expr])),
  ...dashboard.annotations.list.map(({ name, expr }: Foreign): [string, string] => [`annotation ${name}`, expr]),
];

test('every metric and label of alerts and dashboard is in what the service answers', async () => {
  const { metrics, labels } = await answered();
  expect(expressions.length).toBeGreaterThan(20);
  for (const [where, expression] of expressions) {
    const named = namesIn(expression);
    expect([where, named.metrics.length]).not.toEqual([where, 0]);
    expect([where, named.metrics.filter((name) => !metrics.has(name) && !FROM_PROMETHEUS.metrics.includes(name))]).toEqual([where, []]);
    expect([where, named.labels.filter((name) => !labels.has(name) && !FROM_PROMETHEUS.labels.includes(name))]).toEqual([where, []]);
  }
});

test('every metric of our own is shown on the dashboard and explained in docs/operations.md, and nothing is explained that does not exist', async () => {
  const ours = [...(await answered()).metrics]
    .filter((name) => /^(choose_if|http_server)_/.test(name))
    .map((name) => name.replace(/_(bucket|sum|count)$/, ''));
  const shown = panels.flatMap(({ targets }) => targets.flatMap(({ expr }: Foreign) => namesIn(expr).metrics)).join(' ');
  for (const name of new Set(ours)) {
    expect([name, shown.includes(name)]).toEqual([name, true]);
    expect([name, operations.includes(`\`${name}\``)]).toEqual([name, true]);
  }
  const explained = [...operations.matchAll(/`((?:choose_if|http_server)_\w+)`/g)].map(([, name]) => name as string);
  expect(explained.filter((name) => !ours.includes(name))).toEqual([]);
});

test('the alerts have names of their own, and say what happened and what to do', () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  for (const { alert, labels, annotations } of rules) {
    expect([alert, ['critical', 'warning'].includes(labels.severity)]).toEqual([alert, true]);
    expect([alert, Object.keys(annotations)]).toEqual([alert, ['summary', 'description']]);
  }
});

test('Prometheus is told to ask where the metrics are, with a key that is enough', async () => {
  const [job] = scrape.scrape_configs;
  expect(scrape.rule_files).toEqual(['alerts.yml']);
  expect(rules.find(({ alert }) => alert === 'ChooseIfDown').expr).toContain(`job="${job.job_name}"`);
  const key = 'the-key-of-prometheus';
  const callerOf = (secret: string) => (secret === key ? { name: 'prometheus', scopes: ['read' as const] } : null);
  const app = smallApp({ access: { auth: 'required', callerOf } });
  expect((await app.inject(job.metrics_path)).statusCode).toBe(401);
  // without a type, `authorization` of Prometheus is a bearer token
  expect(Object.keys(job.authorization)).toEqual(['credentials_file']);
  const answer = await app.inject({ url: job.metrics_path, headers: { authorization: `Bearer ${key}` } });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
});

test('panels have ids of their own and lie on the grid without overlapping', () => {
  const all: Foreign[] = dashboard.panels;
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const taken = new Set<string>();
  for (const { title, gridPos } of all)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect([title, x < 24, taken.has(`${x} ${y}`)]).toEqual([title, true, false]);
        taken.add(`${x} ${y}`);
      }
});

test('the settings that the pages on operation name are settings', () => {
  const pages = `${operations}${read('docs/backup.md')}`;
  const named = [...pages.matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g)].map(([, name]) => name as string);
  expect(named).toContain('MAX_EVENT_LOOP_DELAY_MS');
  expect(named.filter((name) => !(CONFIG_KEYS as readonly string[]).includes(name) && name !== 'REPLICA_URL')).toEqual([]);
});
