import { Gauge, type Registry } from 'prom-client';
import packageJson from '../../package.json' with { type: 'json' };
import { staleClaims } from '../catalog/facts/stale-claims.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import type { Service } from '../service/deps.ts';
import { todayOf } from '../service/today.ts';

export type GaugedService = Pick<Service, 'catalog' | 'clock' | 'analyses' | 'watching'>;

const MS_PER_S = 1000;

/** What the service is at the moment, read whenever the metrics are. */
export function addServiceGauges(registry: Registry, service: GaugedService, ready: () => boolean): void {
  const { catalog, clock, analyses, watching } = service;
  const registers = [registry];
  const gauge = (name: string, help: string, value: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await value());
      },
    });
  const messages = (which: 'waiting' | 'givenUp') => async () => {
    try {
      return (await watching.watches.outbox())[which];
    } catch {
      // a database that can't be read must not take the other metrics with it
      return Number.NaN;
    }
  };
  gauge('choose_if_ready', '1 while requests are taken.', () => (ready() ? 1 : 0));
  gauge('choose_if_catalog_revision', 'The revision that questions are answered from.', () => catalog().revision);
  gauge(
    'choose_if_catalog_age_seconds',
    'Seconds since the revision was made.',
    () => (clock().getTime() - Date.parse(catalog().createdAt)) / MS_PER_S,
  );
  gauge('choose_if_catalog_claims', 'Claims that are current.', () => catalog().claimCount);
  gauge('choose_if_catalog_stale_claims', 'Claims that are older than their attribute allows.', () =>
    staleClaims(catalog(), todayOf(service)),
  );
  gauge('choose_if_catalog_models', 'Models.', () => catalog().models.size);
  gauge('choose_if_catalog_offers', 'Offers.', () => catalog().offers.size);
  gauge('choose_if_analyses_waiting', 'Analyses that wait for a thread.', () => analyses.load().waiting);
  gauge('choose_if_analyses_running', 'Analyses that threads are working on.', () => analyses.load().running);
  gauge('choose_if_analysis_threads_lost', 'Threads of analyses that died since the start.', () => analyses.load().lost);
  gauge('choose_if_messages_waiting', 'Messages to watches that wait to be sent, or to be tried again.', messages('waiting'));
  gauge('choose_if_messages_given_up', 'Messages to watches that no receiver took.', messages('givenUp'));
  new Gauge({ name: 'choose_if_build_info', help: 'Always 1.', labelNames: ['version', 'engine', 'node'], registers }).set(
    { version: packageJson.version, engine: ENGINE_VERSION, node: process.versions.node },
    1,
  );
}
