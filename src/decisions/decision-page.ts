import type { Decision } from './decision.ts';
import { address, code, inline, quotation, table } from './markdown.ts';
import { type RecordedEntry, type RecordedResult, recordedResult } from './recorded-result.ts';
import { statusOf, supersededBy } from './status.ts';

/** What a claim says and where it comes from. */
export type Evidence = {
  readonly subject: string;
  readonly attribute: string;
  readonly value: unknown;
  readonly as_of: string | null;
  readonly source: { readonly title: string; readonly kind: string; readonly locator: string };
};

/** How many entries of each list the page shows; the others are counted. */
const LIMITS = { options: 20, out: 20, evidence: 100, rules: 20, nearMisses: 5 } as const;

/**
 * The record as an architecture decision record in Markdown: context, requirements, options, outcome, evidence, what would change it. `evidenceOf`
 * looks claims up in the revision that the decision was made on; null where this service does not have it.
 */
export function decisionPage(decision: Decision, evidenceOf: ((claim: string) => Evidence | null) | null): string {
  const { head, events, sha256 } = decision;
  const result = recordedResult(decision.result);
  const chosen = result.ranking.find(({ model, offer }) => model === head.chosen.model && offer === head.chosen.offer);
  const parts = [
    `# ${inline(head.title)}`,
    about(decision, result),
    '## Context',
    head.context === null ? 'None was given.' : quotation(head.context),
    '## Requirements',
    requirements(result),
    '## Options',
    options(head, result),
    '## Outcome',
    outcome(head, result, chosen),
    '## Evidence',
    evidence(citedClaims(result, chosen), head, evidenceOf),
    '## What would change it',
    whatWouldChange(result),
    '## History',
    table(
      ['when', 'status', 'by', 'note'],
      events.map(({ at, status, by, note, superseded_by: successor }) => [
        at,
        successor === null ? status : `${status} by ${code(successor)}`,
        inline(by ?? ''),
        inline(note ?? ''),
      ]),
    ),
    `Record hash: \`${sha256}\``,
  ];
  return `${parts.join('\n\n')}\n`;
}

function about({ head, events, imported }: Decision, { resolved }: RecordedResult): string {
  const successor = supersededBy({ events });
  const rows: (readonly [string, string] | null)[] = [
    ['Status', statusOf({ events })],
    ['Date', head.created_at],
    ['Owner', inline(head.owner ?? 'not given')],
    head.created_by === null ? null : ['Saved by', inline(head.created_by)],
    ['Record', code(head.id)],
    head.tags.length === 0 ? null : ['Tags', head.tags.map(code).join(', ')],
    head.supersedes === null ? null : ['Supersedes', code(head.supersedes)],
    successor === null ? null : ['Superseded by', code(successor)],
    imported === null ? null : ['Made elsewhere, taken in', `${imported.at}${imported.by === null ? '' : ` by ${inline(imported.by)}`}`],
    ['Catalog', `revision ${head.catalog.revision}, \`${head.catalog.hash}\``],
    ['Engine', `${inline(head.engine)}, method ${code(resolved.method)}, view ${code(resolved.view)}, reckoned on ${resolved.as_of}`],
  ];
  return rows.flatMap((row) => (row === null ? [] : [`- **${row[0]}:** ${row[1]}`])).join('\n');
}

function requirements({ resolved }: RecordedResult): string {
  const required = Object.entries(resolved.require).flatMap(([attribute, requirement]) =>
    Object.entries(requirement).map(([operator, value]) => [code(attribute), code(operator), shown(value)]),
  );
  const preferred = Object.entries(resolved.weights).map(([criterion, weight]) => [code(criterion), String(weight)]);
  return [
    required.length === 0 ? 'Nothing was required.' : table(['required', 'operator', 'value'], required),
    preferred.length === 0 ? 'Nothing was preferred.' : table(['preferred', 'weight'], preferred),
  ].join('\n\n');
}

function options({ chosen }: Decision['head'], { considered, eligible, ranking, excluded }: RecordedResult): string {
  const listed = ranking.slice(0, LIMITS.options);
  const ranked = table(
    ['rank', 'model', 'offer', 'score', 'chosen'],
    listed.map(({ rank, model, offer, score }) => [
      String(rank),
      code(model),
      offer === null ? 'none known' : code(offer),
      score === null ? '' : String(score),
      model === chosen.model && offer === chosen.offer ? 'yes' : '',
    ]),
  );
  const out = excluded.items.slice(0, LIMITS.out);
  return [
    `${considered} were considered, ${eligible} met every requirement${eligible > listed.length ? `; the first ${listed.length}:` : ':'}`,
    ranked,
    ...(out.length === 0
      ? []
      : [
          `${excluded.total} were out${excluded.total > out.length ? `; ${out.length} of them` : ''}:`,
          table(
            ['model', 'offer', 'why not'],
            out.map(({ model, offer, failed }) => [
              code(model),
              offer === null ? 'none known' : code(offer),
              failed
                .map((one) => `${code(one.attribute)} ${code(one.code)} (${one.actual === null ? 'not known' : shown(one.actual)})`)
                .join('; '),
            ]),
          ),
        ]),
  ].join('\n\n');
}

function outcome({ chosen }: Decision['head'], { verdict }: RecordedResult, entry: RecordedEntry | undefined): string {
  const { model, offer, rank, score, why } = chosen;
  const parts = [
    `**${code(model)}**${offer === null ? '' : `, as ${code(offer)}`}: rank ${rank}${score === null ? '' : `, score ${score}`}.`,
    ...(why === null ? [] : ['Why this one:', quotation(why)]),
    `The ranking’s own verdict: ${inline(verdict.text)}`,
  ];
  if (!entry || entry.contributions.length === 0) return parts.join('\n\n');
  parts.push(
    table(
      ['criterion', 'value', 'weight', 'contribution', 'claim'],
      entry.contributions.map(({ criterion, attribute, raw, unit, weight, contribution, claim }) => [
        attribute === undefined ? code(criterion) : `${code(criterion)}: ${code(attribute)}`,
        raw === null ? 'not known' : `${shown(raw)}${unit === null ? '' : ` ${inline(unit)}`}`,
        String(weight),
        contribution === null ? '' : String(contribution),
        claim === null ? '' : code(claim),
      ]),
    ),
  );
  const caveats = entry.caveats.map(({ code: name, attribute, detail }) => {
    const what = [attribute === undefined ? '' : code(attribute), detail === undefined ? '' : inline(String(detail))].filter(
      (part) => part !== '',
    );
    return `- ${code(name)}${what.length === 0 ? '' : `: ${what.join(', ')}`}`;
  });
  if (caveats.length > 0) parts.push(`To know before relying on it:\n\n${caveats.join('\n')}`);
  return parts.join('\n\n');
}

/** Ids of the claims behind the chosen entry, its rivals and the choose-if rules, in this order. */
function citedClaims({ ranking, verdict }: RecordedResult, chosen: RecordedEntry | undefined): string[] {
  const entries = [...(chosen ? [chosen] : []), ...ranking.slice(0, LIMITS.options)];
  const ofEntries = entries.flatMap(({ contributions, caveats }) => [
    ...contributions.flatMap(({ claim, claims }) => [...(claim === null ? [] : [claim]), ...(claims ?? [])]),
    ...caveats.flatMap(({ claims }) => claims ?? []),
  ]);
  return [...new Set([...ofEntries, ...verdict.choose_if.slice(0, LIMITS.rules).flatMap(({ claims }) => claims)])];
}

function evidence(
  claims: readonly string[],
  { catalog }: Decision['head'],
  evidenceOf: ((claim: string) => Evidence | null) | null,
): string {
  if (claims.length === 0) return 'The ranking cites no claim.';
  const listed = claims.slice(0, LIMITS.evidence);
  const more = claims.length > listed.length ? [`${claims.length - listed.length} more claims are cited in the record.`] : [];
  if (!evidenceOf)
    return [
      `The catalog that the decision was made on (revision ${catalog.revision}) is not here; its claims are there:`,
      listed.map(code).join(', '),
      ...more,
    ].join('\n\n');
  const rows = listed.map((id) => {
    const found = evidenceOf(id);
    if (!found) return [code(id), '', '', '', '', '', ''];
    const { subject, attribute, value, as_of, source } = found;
    return [
      code(id),
      code(subject),
      code(attribute),
      value === null ? 'not found' : shown(value),
      inline(`${source.title} (${source.kind})`),
      as_of ?? 'undated',
      address(source.locator),
    ];
  });
  return [table(['claim', 'about', 'attribute', 'value', 'source', 'as of', 'where'], rows), ...more].join('\n\n');
}

function whatWouldChange({ verdict, near_misses }: RecordedResult): string {
  const rules = verdict.choose_if.slice(0, LIMITS.rules).map(({ text }) => `- ${inline(text)}`);
  const more =
    verdict.choose_if.length > rules.length ? [`- ${verdict.choose_if.length - rules.length} more rules are in the record.`] : [];
  const misses = near_misses.slice(0, LIMITS.nearMisses).map(({ model, offer, relax, would_rank }) => {
    const relaxed = Object.entries(relax).map(([attribute, requirement]) =>
      requirement === null ? `without ${code(attribute)}` : `with ${code(attribute)} ${required(requirement)}`,
    );
    return `- ${code(offer ?? model)} would have rank ${would_rank} ${relaxed.join(' and ')}.`;
  });
  const lines = [...rules, ...more, ...misses];
  return lines.length === 0 ? 'The ranking names nothing that would.' : lines.join('\n');
}

/** A requirement with the operators of the request. */
function required(requirement: unknown): string {
  return typeof requirement === 'object' && requirement !== null
    ? Object.entries(requirement)
        .map(([operator, value]) => `${code(operator)} ${shown(value)}`)
        .join(', ')
    : shown(requirement);
}

/** A value of the record as text. */
function shown(value: unknown): string {
  return inline(typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : JSON.stringify(value));
}
