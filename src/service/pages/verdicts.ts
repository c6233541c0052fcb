import { ArticleVerdict } from '../../article/answer.ts';
import { articleVerdict } from '../../article/article-verdict.ts';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import type { Service } from '../deps.ts';
import { notInCatalog, type Refused } from '../refused.ts';
import { todayOf } from '../today.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

export const VerdictPage = ArticleVerdict.extend({ catalog: CatalogStamp }).meta({ id: 'VerdictPage', description: 'One verdict.' });

/** The verdicts of the article, computed for today, in order of id. */
export function listVerdicts(
  service: Pick<Service, 'catalog' | 'clock'>,
  page: PageAsked,
): { readonly catalog: CatalogStamp } & Page<ArticleVerdict> {
  const catalog = service.catalog();
  const { items, next } = pageOf([...catalog.verdicts.values()], page);
  const today = todayOf(service);
  return { catalog: stampOf(catalog), items: items.map((verdict) => articleVerdict(catalog, verdict, today)), next };
}

/** One verdict of the article, computed for today. */
export function verdictPage(
  service: Pick<Service, 'catalog' | 'clock'>,
  id: string,
): (ArticleVerdict & { readonly catalog: CatalogStamp }) | Refused {
  const catalog = service.catalog();
  const verdict = catalog.verdicts.get(id);
  if (!verdict) return notInCatalog('verdict');
  return { ...articleVerdict(catalog, verdict, todayOf(service)), catalog: stampOf(catalog) };
}
