import { CalendarDate } from '../catalog/calendar-date.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { indexCatalog } from '../catalog/derived/index-catalog.ts';
import { DecisionId } from '../decisions/decision.ts';
import { decisionJson } from '../decisions/decision-json.ts';
import { driftOf, recordedOf } from '../decisions/drift/drift.ts';
import { type Drift, isAtLeast, SEVERITIES, type Severity } from '../decisions/drift/drift-answer.ts';
import { driftLines } from '../decisions/drift/drift-text.ts';
import { statusOf } from '../decisions/status.ts';
import type { CatalogLog } from '../store/contract/catalog-log.ts';
import type { DecisionFilter, DecisionReader, DecisionSummary, PageEnd } from '../store/contract/decisions.ts';
import type { Store } from '../store/contract/store.ts';
import { openStore } from '../store/sqlite/store.ts';
import { commandLine } from './command-line.ts';

/** `npm run decisions`: lists and shows the decision records in DATABASE_FILE, and checks whether the accepted ones still hold. */
const GRAVE = SEVERITIES.filter((severity) => severity !== 'none');
const USAGE = `usage: npm run --silent decisions -- check [--severity SEVERITY] [--as-of DATE] [--json]
       npm run --silent decisions -- list
       npm run --silent decisions -- show ID
check holds every accepted decision against the newest catalog and today (or DATE). It ends with 1 if one has drifted by SEVERITY or more:
${GRAVE.join(', ')} (left out: critical, which means that what was chosen no longer is what the decision would choose, or can't be had).
`;
const DRIFTED = 1;
const FAILED = 3;
const PAGE = 100;

const { misused, failed, words, settings } = commandLine('decisions', USAGE);

async function* all(decisions: DecisionReader, filter: DecisionFilter): AsyncGenerator<DecisionSummary> {
  for (let after: PageEnd | null = null; ; ) {
    const page: readonly DecisionSummary[] = await decisions.list(filter, PAGE, after);
    yield* page;
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    after = last.head;
  }
}

/** The catalogs that decisions rest on, found by their hash: a record that came from elsewhere numbers its revisions by itself. */
async function catalogs(log: CatalogLog): Promise<(hash: string) => Promise<Catalog | null>> {
  const revisions = await log.revisions();
  let last: Catalog | null = null;
  return async (hash) => {
    if (last?.hash === hash) return last;
    const revision = revisions.find((one) => one.hash === hash);
    last = revision ? indexCatalog(await log.read(revision.number)) : null;
    return last;
  };
}

type Checked = { readonly decision: DecisionSummary; readonly drift: Drift | null };

async function checks({ catalog, decisions }: Store, today: string): Promise<Checked[]> {
  const now = indexCatalog(await catalog.read());
  const catalogOf = await catalogs(catalog);
  // decisions on one revision stand together, so that each revision is loaded once
  const accepted = (await Array.fromAsync(all(decisions, { status: 'accepted' }))).sort(
    (a, b) => a.head.catalog.revision - b.head.catalog.revision,
  );
  const checked: Checked[] = [];
  for (const decision of accepted) {
    const then = await catalogOf(decision.head.catalog.hash);
    const record = await decisions.find(decision.head.id);
    if (record) checked.push({ decision, drift: then && driftOf(recordedOf(record), then, now, today) });
  }
  return checked;
}

function titleOf({ head: { id, title, owner, chosen } }: DecisionSummary): string {
  return `${id} ${JSON.stringify(title)}${owner === null ? '' : ` (${owner})`}, chosen: ${chosen.offer ?? chosen.model}`;
}

/** Answers whether all decisions hold. One whose catalog is not here can't be shown to. */
async function check(store: Store, least: Severity, today: string, asJson: boolean): Promise<boolean> {
  const checked = await checks(store, today);
  const holds = ({ drift }: Checked) => drift !== null && !isAtLeast(drift.severity, least);
  const failing = checked.filter((one) => !holds(one));
  if (asJson) {
    const decisions = checked.map((one) => ({
      id: one.decision.head.id,
      title: one.decision.head.title,
      holds: holds(one),
      drift: one.drift,
    }));
    process.stdout.write(
      `${JSON.stringify({ checked: checked.length, failing: failing.length, severity: least, as_of: today, decisions })}\n`,
    );
    return failing.length === 0;
  }
  for (const { decision, drift } of failing) {
    const told = drift ? driftLines(drift, least) : ['its catalog is not in this database, so that it can’t be checked'];
    process.stdout.write(`${titleOf(decision)}: ${drift?.severity ?? 'not checked'}\n${told.map((line) => `  ${line}\n`).join('')}`);
  }
  const counts = [...SEVERITIES]
    .reverse()
    .map((severity) => [checked.filter(({ drift }) => drift?.severity === severity).length, severity]);
  const sum = counts.filter(([count]) => count !== 0).map(([count, severity]) => `${count} ${severity}`);
  process.stdout.write(
    `accepted decisions checked: ${checked.length}${sum.length > 0 ? ` (${sum.join(', ')})` : ''}; failing: ${failing.length}\n`,
  );
  return failing.length === 0;
}

/** One line a decision, its members apart by tabs. */
async function list(decisions: DecisionReader): Promise<void> {
  process.stdout.write('id\tstatus\tcreated\towner\tchosen\ttitle\n');
  for await (const decision of all(decisions, {})) {
    const { id, created_at, owner, chosen, title } = decision.head;
    process.stdout.write(`${[id, statusOf(decision), created_at, owner ?? '-', chosen.offer ?? chosen.model, title].join('\t')}\n`);
  }
}

async function show(decisions: DecisionReader, id: string): Promise<void> {
  const decision = DecisionId.safeParse(id).success ? await decisions.find(id) : null;
  if (!decision) throw new Error(`there is no decision ${id}`);
  process.stdout.write(`${JSON.stringify(JSON.parse(decisionJson(decision)), null, 2)}\n`);
}

function severityNamed(name: string): Severity {
  return GRAVE.find((severity) => severity === name) ?? misused(`there is no severity ${name}`);
}

async function run(store: Store, now: Date): Promise<boolean> {
  const { values, positionals } = words({
    allowPositionals: true,
    options: { severity: { type: 'string' }, 'as-of': { type: 'string' }, json: { type: 'boolean' } },
  });
  const [command, id, ...rest] = positionals;
  const hasOptions = Object.keys(values).length > 0;
  if (command === 'check' && id === undefined) {
    const day = values['as-of'] ?? now.toISOString().slice(0, 10);
    if (!CalendarDate.safeParse(day).success) misused(`${day} is no day`);
    return check(store, severityNamed(values.severity ?? 'critical'), day, values.json === true);
  }
  if (command === 'list' && id === undefined && !hasOptions) await list(store.decisions);
  else if (command === 'show' && id !== undefined && rest.length === 0 && !hasOptions) await show(store.decisions, id);
  else misused(command === undefined ? 'nothing to do' : 'not understood');
  return true;
}

const { DATABASE_FILE } = settings();
try {
  const now = new Date();
  const store = openStore(DATABASE_FILE, now);
  const holds = await run(store, now);
  await store.close();
  if (!holds) process.exitCode = DRIFTED;
} catch (error) {
  failed(error, FAILED);
}
