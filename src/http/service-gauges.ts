import { Gauge, type Registry } from 'prom-client';
import packageJson from '../../package.json' with { type: 'json' };
import { staleClaims } from '../catalog/facts/stale-claims.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import type { Refreshing, Service } from '../service/deps.ts';
import { todayOf } from '../service/today.ts';

export type GaugedService = Pick<Service, 'catalog' | 'clock' | 'analyses' | 'watching' | 'refreshing'>;

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
  addFeedGauges(registry, service);
  new Gauge({ name: 'choose_if_build_info', help: 'Always 1.', labelNames: ['version', 'engine', 'node'], registers }).set(
    { version: packageJson.version, engine: ENGINE_VERSION, node: process.versions.node },
    1,
  );
}

type State = Awaited<ReturnType<Refreshing['states']>>[number];

const seconds = (at: string | null | undefined): number => (at ? Date.parse(at) / MS_PER_S : Number.NaN);

/** What became of refreshing each feed that the service refreshes, read whenever the metrics are. NaN: never, or it can't be read. */
function addFeedGauges(registry: Registry, { refreshing, clock }: Pick<Service, 'refreshing' | 'clock'>): void {
  const gauge = (name: string, help: string, value: (state: State | undefined) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['feed'],
      registers: [registry],
      async collect() {
        if (refreshing.feeds.length === 0) return;
        // a database that can't be read must not take the other metrics with it
        const states = await refreshing.states().catch(() => null);
        for (const feed of refreshing.feeds)
          this.set({ feed }, states === null ? Number.NaN : value(states.find((state) => state.feed === feed)));
      },
    });
  const now = () => clock().getTime();
  gauge(
    'choose_if_feed_age_seconds',
    'Seconds since a feed was last refreshed.',
    (state) => now() / MS_PER_S - seconds(state?.succeeded_at),
  );
  gauge('choose_if_feed_last_success_timestamp_seconds', 'When a feed was last refreshed.', (state) => seconds(state?.succeeded_at));
  gauge('choose_if_feed_last_error_timestamp_seconds', 'When refreshing a feed failed last.', (state) => seconds(state?.failed_at));
  gauge('choose_if_feed_failures', 'How often refreshing a feed has failed since it was last refreshed.', (state) => state?.failures ?? 0);
  gauge('choose_if_feed_running', '1 while a feed is being refreshed, by whichever process.', (state) =>
    state?.leased_until && Date.parse(state.leased_until) > now() ? 1 : 0,
  );
}
