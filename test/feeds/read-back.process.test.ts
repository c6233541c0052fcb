import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import type { App } from '../../src/http/service.ts';
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { catalogIn } from '../support/catalogs/in-database.ts';
import { appOver, TODAY } from '../support/catalogs/seeded.ts';
import { temporaryFolder } from '../support/processes/temporary-database.ts';
import { sharedDataIsMissing, sharedFile, sharedText, WHERE } from './shared-data.ts';

/** What a source file says of one row, read straight from its JSON: undefined where it says nothing. Prices in USD per 1M tokens. */
type Said = { readonly price: number | undefined; readonly window: number | undefined; readonly modalities: readonly string[] | undefined };
// biome-ignore lint/suspicious/noExplicitAny: an independent look at foreign JSON, on purpose without the parser's shapes
type Raw = any;

const FEEDS = {
  'models-dev': {
    window: 'context_window',
    look: (model: Raw): Said => ({
      price: model.cost?.input,
      window: model.limit.context || undefined,
      modalities: model.modalities.input,
    }),
  },
  litellm: {
    window: 'max_input_tokens',
    look: (model: Raw): Said => {
      const flags = {
        image: model.supports_vision,
        audio: model.supports_audio_input,
        video: model.supports_video_input,
        pdf: model.supports_pdf_input,
      };
      const flagged = Object.entries(flags).flatMap(([kind, flag]) => (flag === true ? [kind] : []));
      const listed = model.supported_modalities ?? (flagged.length > 0 ? ['text'] : []);
      return {
        price: times1M(model.input_cost_per_token ?? model.tiered_pricing?.[0].input_cost_per_token),
        window: model.max_input_tokens,
        modalities: listed.length > 0 ? [...new Set([...listed, ...flagged])] : undefined,
      };
    },
  },
  openrouter: {
    window: 'context_window',
    look: (model: Raw): Said => ({
      price: model.pricing.prompt === '-1' ? undefined : times1M(Number(model.pricing.prompt)),
      window: model.context_length,
      modalities: model.architecture.input_modalities.map((kind: string) => (kind === 'file' ? 'pdf' : kind)),
    }),
  },
  'genai-prices': {
    window: 'context_window',
    look: (model: Raw): Said => {
      const chain = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }];
      // outside the hours that have a price of their own
      const holding = chain.filter(
        ({ constraint }: Raw) => !constraint || (constraint.type === 'start_date' && constraint.start_date <= TODAY),
      );
      const price = holding.at(-1).prices.input_mtok;
      return { price: price?.base ?? price, window: model.context_window, modalities: undefined };
    },
  },
} as const;

function times1M(price: number | undefined): number | undefined {
  return price === undefined ? undefined : price * 1_000_000;
}

/** The value at a row's place; a step into a list is the `id` of one of its members. */
function valueAt(json: Raw, row: string): Raw {
  const steps = row
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce((here, step) => (Array.isArray(here) ? here.find(({ id }) => id === step) : here[step]), json);
}

describe.skipIf(sharedDataIsMissing)(`read back through the HTTP API ${WHERE}`, () => {
  test.each(Object.keys(FEEDS) as (keyof typeof FEEDS)[])(
    '%s: price, window and modalities of 50 random rows are those of the file',
    async (format) => {
      const database = join(temporaryFolder(), 'test.sqlite');
      const report = imported(format, database);
      expect(report.accepted + report.parked + report.rejected).toBe(report.rows);
      const db = openDatabase(database);
      const app = appOver(compileCatalog(catalogIn(db)));
      db.close();
      const json = JSON.parse(sharedText(format));
      const [rows = []] = fc.sample(fc.shuffledSubarray(report.details.new, { minLength: 50, maxLength: 50 }), { seed: 4, numRuns: 1 });
      for (const { row, subject } of rows) {
        const { price, window, modalities } = FEEDS[format].look(valueAt(json, row));
        const said = await plainClaims(app, subject, `feed-${format}`);
        const one = (attribute: string) => said.filter((claim) => claim.attribute === attribute).map(({ value }) => value);
        expect(one('price_input'), `${row} price`).toEqual(price === undefined ? [] : [expect.closeTo(price, 9)]);
        expect(one(FEEDS[format].window), `${row} window`).toEqual(window === undefined ? [] : [window]);
        expect(
          one('modalities_in').map((kinds) => [...(kinds as string[])].sort()),
          `${row} modalities`,
        ).toEqual(modalities === undefined ? [] : [[...modalities].sort()]);
      }
      await app.close();
    },
    300_000,
  );
});

type Report = { rows: number; accepted: number; parked: number; rejected: number; details: { new: { row: string; subject: string }[] } };

/** The import as an operator runs it. */
function imported(format: keyof typeof FEEDS, database: string): Report {
  const args = ['src/cli/catalog.ts', 'import', format, sharedFile(format), '--json', '--as-of', TODAY];
  const stdout = execFileSync(process.execPath, args, {
    env: { ...process.env, DATABASE_FILE: database },
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return JSON.parse(stdout);
}

type ApiClaim = {
  attribute: string;
  value: unknown;
  when?: { from?: string; until?: string; input_tokens_above?: number; daily_utc?: unknown };
};

/** What the API shows of one source on one subject that holds today at any hour and for any input. */
async function plainClaims(app: App, subject: string, source: string): Promise<ApiClaim[]> {
  const claims: ApiClaim[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const query = new URLSearchParams({ subject, source, limit: '100', ...(cursor === '' ? {} : { cursor }) });
    const response = await app.inject(`/v1/claims?${query}`);
    expect(response.statusCode, response.body).toBe(200);
    const page: { items: ApiClaim[]; next?: string } = response.json();
    claims.push(...page.items);
    cursor = page.next;
  }
  return claims.filter(
    ({ when }) =>
      when?.input_tokens_above === undefined &&
      when?.daily_utc === undefined &&
      (when?.from === undefined || when.from <= TODAY) &&
      (when?.until === undefined || when.until > TODAY),
  );
}
