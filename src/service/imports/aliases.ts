import { type Alias, ANY_FEED } from '../../catalog/alias.ts';
import { type Catalog, compileCatalog } from '../../catalog/catalog.ts';
import { normalForm } from '../../feeds/plan/normal-form.ts';
import type { CatalogLog } from '../../store/contract/catalog-log.ts';

export type AliasChange = {
  /** A format, or `any`. */
  readonly feed: string;
  readonly kind: Alias['kind'];
  readonly spelling: string;
};
export type Author = { readonly author: string; readonly now: Date };
export type AliasResult = { readonly revision: number | null } | { readonly refused: string };

/** Says what a name of a feed means from now on. An alias of the same normal form in the same feed gives way. */
export function addAlias(log: CatalogLog, { feed, kind, spelling }: AliasChange, target: string, by: Author): Promise<AliasResult> {
  return changeAliases(log, by, `alias ${spelling} of ${feed} added`, (catalog) => {
    const [id = '', variant = null, ...rest] = target.split(':');
    if (rest.length > 0 || (kind === 'provider' && variant !== null))
      return { refused: `${target} is no ${kind} with at most one edition` };
    if (!(kind === 'model' ? catalog.models : catalog.providers).has(id)) return { refused: `the catalog has no ${kind} ${id}` };
    if (normalForm(spelling) === null) return { refused: 'a spelling is plain ASCII text of at most 300 characters' };
    const alias: Alias = { id: `${feed}:${kind}:${spelling}`, feed: feed === ANY_FEED ? null : feed, kind, spelling, target: id, variant };
    const taken = sameName(catalog, { feed, kind, spelling });
    if (taken.length === 1 && JSON.stringify(taken[0]) === JSON.stringify(alias)) return { add: [], retire: [] };
    return { add: [alias], retire: taken };
  });
}

export function removeAlias(log: CatalogLog, which: AliasChange, by: Author): Promise<AliasResult> {
  return changeAliases(log, by, `alias ${which.spelling} of ${which.feed} removed`, (catalog) => {
    const retire = sameName(catalog, which);
    return retire.length > 0 ? { add: [], retire } : { refused: `there is no alias ${which.spelling} of ${which.feed}` };
  });
}

function sameName({ aliases }: Catalog, { feed, kind, spelling }: AliasChange): Alias[] {
  const form = normalForm(spelling);
  return [...aliases.values()].filter(
    (alias) =>
      alias.kind === kind && (alias.feed ?? ANY_FEED) === feed && (alias.spelling === spelling || normalForm(alias.spelling) === form),
  );
}

type Rows = { readonly add: readonly Alias[]; readonly retire: readonly Alias[] };

async function changeAliases(
  log: CatalogLog,
  { author, now }: Author,
  note: string,
  plan: (catalog: Catalog) => Rows | { readonly refused: string },
): Promise<AliasResult> {
  for (;;) {
    const catalog = compileCatalog(await log.read());
    const rows = plan(catalog);
    if ('refused' in rows) return rows;
    const applied = await log.apply(
      { add: { aliases: rows.add }, retire: { aliases: rows.retire.map(({ id }) => id) } },
      { origin: 'operator', author, now, note, basis: catalog.revision },
    );
    if (!applied.stale) return { revision: applied.revision?.number ?? null };
  }
}
