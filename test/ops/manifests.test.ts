import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { CONFIG_KEYS, readConfig } from '../../src/config.ts';
import { FEED_ADDRESSES } from '../../src/feeds/formats/market-feeds.ts';
import { smallApp } from '../app/small-app.ts';

const ROOT = join(import.meta.dirname, '../..');
const KUBERNETES = join(ROOT, 'ops/kubernetes');
// biome-ignore lint/suspicious/noExplicitAny: manifests have the types of Kubernetes, which are not ours
type Manifest = any;

const files = readdirSync(KUBERNETES);
const manifests: Manifest[] = files.flatMap((file) =>
  parseAllDocuments(readFileSync(join(KUBERNETES, file), 'utf8')).map((document) => {
    expect([file, document.errors, document.warnings]).toEqual([file, [], []]);
    return document.toJS();
  }),
);
const ofKind = (kind: string): Manifest => manifests.find((one) => one.kind === kind);
const job = (name: string): Manifest => manifests.find((one) => one.kind === 'CronJob' && one.metadata.name === name);
const service = ofKind('Deployment').spec.template.spec;
const backup = job('choose-if-backup').spec.jobTemplate.spec.template.spec;
const feeds = job('choose-if-feeds').spec.jobTemplate.spec.template.spec;
const [container] = service.containers;
const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
const settings = ofKind('ConfigMap').data as Record<string, string>;

test('the kustomization has every file, and every label that something selects by is on the pods', () => {
  const { resources } = ofKind('Kustomization');
  expect([...resources, 'kustomization.yaml'].sort()).toEqual(files.sort());
  const labels = ofKind('Deployment').spec.template.metadata.labels;
  for (const selected of [
    ofKind('Deployment').spec.selector.matchLabels,
    ofKind('Service').spec.selector,
    ofKind('NetworkPolicy').spec.podSelector.matchLabels,
    ...[backup, feeds].map(
      ({ affinity }) => affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchLabels,
    ),
  ])
    expect(labels).toMatchObject(selected);
  // the copy of a night and the import of feeds take no requests
  for (const { spec } of manifests.filter(({ kind }) => kind === 'CronJob'))
    expect(spec.jobTemplate.spec.template.metadata.labels).not.toMatchObject(ofKind('Service').spec.selector);
});

test('one pod at a time has the database, on the claim that is there', () => {
  expect(ofKind('Deployment').spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
  const claims = manifests.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(({ metadata }) => metadata.name);
  for (const { volumes, containers } of [service, backup, feeds]) {
    for (const { persistentVolumeClaim: claim } of volumes) if (claim) expect(claims).toContain(claim.claimName);
    const names = volumes.map(({ name }: Manifest) => name);
    for (const { name } of containers[0].volumeMounts) expect(names).toContain(name);
  }
});

test('the settings are those of the service, and can be used', () => {
  expect(CONFIG_KEYS).toEqual(expect.arrayContaining(Object.keys(settings)));
  expect(readConfig(settings)).not.toHaveProperty('bad');
  expect(container.envFrom.map((from: Manifest) => (from.configMapRef ?? from.secretRef).name)).toEqual(['choose-if', 'choose-if']);
});

test('the pod is given as long to stop as the service takes', () => {
  const config = readConfig(settings);
  if ('bad' in config) throw new Error('bad settings');
  const longest = (config.SHUTDOWN_DELAY_MS + config.SHUTDOWN_TIMEOUT_MS) / 1000;
  expect(service.terminationGracePeriodSeconds).toBeGreaterThan(longest);
  expect(config.SHUTDOWN_DELAY_MS / 1000).toBeGreaterThan(
    container.readinessProbe.periodSeconds * container.readinessProbe.failureThreshold,
  );
});

test('port, user, folder and commands are those of the image', () => {
  const image = (instruction: RegExp) => instruction.exec(dockerfile)?.[1];
  const [port] = container.ports;
  expect(String(port.containerPort)).toBe(image(/^EXPOSE (\d+)/m));
  expect(image(/\bPORT=(\d+)/)).toBe(String(port.containerPort));
  expect(ofKind('Service').spec.ports[0].targetPort).toBe(port.name);
  expect(image(/^USER (\w+)/m)).toBe('node');
  expect(image(/\bDATABASE_FILE=(\S+)\//)).toBe('/data');
  const command = /node (\S+\.ts)/.exec(backup.containers[0].command.join(' '))?.[1] ?? '';
  expect(existsSync(join(ROOT, command))).toBe(true);
  for (const { securityContext, containers } of [service, backup, feeds]) {
    // the user `node` of the official image
    expect(securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 });
    expect(containers[0].volumeMounts).toContainEqual(expect.objectContaining({ name: 'data', mountPath: '/data' }));
    expect(containers[0].image).toMatch(/^choose-if:/);
    expect(containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  }
});

/** The feeds that a script imports and where from, in its order. */
const importsIn = (script: string) => [...script.matchAll(/^ *feed (\S+) (https:\S+)$/gm)].map(([, format, url]) => [format, url]);

test('the job and the compose file for feeds import every published feed from its address, the models first, and the job waits to be wanted', () => {
  const all: (string | undefined)[][] = Object.entries(FEED_ADDRESSES);
  const compose = parse(readFileSync(join(ROOT, 'ops/compose.feeds.yaml'), 'utf8')).services.feeds;
  for (const script of [feeds.containers[0].command[2], compose.command[2]]) {
    expect(importsIn(script).toSorted()).toEqual(all.toSorted());
    expect(importsIn(script)[0]?.[0]).toBe('models-dev-models');
    expect(script).toContain('node src/cli/catalog.ts import');
  }
  expect(job('choose-if-feeds').spec.suspend).toBe(true);
  const { volumes } = parse(readFileSync(join(ROOT, 'compose.yaml'), 'utf8')).services['choose-if'];
  expect(compose.volumes).toEqual(volumes);
});

test('the probes ask what the service answers, without a key', async () => {
  const app = smallApp({ access: { auth: 'required', callerOf: () => null } });
  for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
    const { path, port } = container[probe].httpGet;
    expect([probe, port, (await app.inject(path)).statusCode]).toEqual([probe, container.ports[0].name, 200]);
  }
});

test('Litestream watches the file that the image has the database in', () => {
  const { dbs } = parse(readFileSync(join(ROOT, 'ops/litestream.yml'), 'utf8'));
  expect(dbs.map(({ path }: Manifest) => path)).toEqual([/\bDATABASE_FILE=(\S+)/.exec(dockerfile)?.[1]]);
});
