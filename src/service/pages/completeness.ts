import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { completenessOf } from '../../catalog/completeness/completeness.ts';
import { AttributeId } from '../../catalog/vocabulary.ts';
import type { Service } from '../deps.ts';
import { todayOf } from '../today.ts';

const MOST_LEADERS = 1000;
const MOST_FLOORS = 1000;
const Count = z.int().min(0);
const Share = z.number().min(0).max(1);
const Title = z.string().max(200);
const Names = z.array(AttributeId).max(100);
const Leaders = z.array(z.string().max(200)).max(MOST_LEADERS);

const Need = z.strictObject({
  attributes: Names.optional(),
  categories: Names.meta({ description: 'Every attribute of these counts.' }).optional(),
  at_least: z.int().min(1).meta({ description: 'How many of the attributes have to be known. Left out: one.' }).optional(),
});

export const KnownFloor = z
  .strictObject({
    id: AttributeId,
    title: Title,
    of: z.enum(['models', 'providers']).meta({ description: 'Which leaders it is measured on.' }),
    needs: z.array(Need).max(20).meta({ description: 'All of these have to be met.' }),
    subjects: Count.meta({ description: 'Leaders for which it has a meaning.' }),
    known: Count,
    not_found_counted: Count.meta({
      description: 'How many leaders count beside the known ones because a source looked and found nothing; the floor bounds them.',
    }),
    share: Share.meta({ description: 'Of the subjects: known and counted.' }),
    at_least: Share.meta({ description: 'The floor.' }),
    met: z.boolean(),
    missing: Leaders.meta({ description: 'Leaders of which nothing is known.' }),
    not_found: Leaders.meta({ description: 'Leaders of which a source says that it looked and found nothing.' }),
    undeclared: Names.meta({ description: 'What the needs name and the vocabulary does not have.' }),
  })
  .meta({ id: 'KnownFloor', description: 'How many of the leaders something is known of, against a floor.' });

export const FreshFloor = z
  .strictObject({
    id: AttributeId,
    title: Title,
    attributes: Names,
    on: CalendarDate.meta({ description: 'The day of the measurement.' }),
    facts: Count.meta({ description: 'What is known of the attributes, offer by offer.' }),
    stale: Count.meta({ description: 'Facts that are older than the `stale_after_days` of their attribute.' }),
    undated: Count.meta({ description: 'Facts without a day: whether they are stale nobody can tell.' }),
    share: Share.meta({ description: 'Of the facts: the stale ones.' }),
    at_most: Share.meta({ description: 'The largest share that will do.' }),
    met: z.boolean(),
  })
  .meta({ id: 'FreshFloor', description: 'How many facts are past their time, against the largest share that will do.' });

export const CompletenessPage = z
  .strictObject({
    catalog: CatalogStamp,
    as_of: CalendarDate,
    met: z.boolean().meta({ description: 'Whether every floor is met.' }),
    leaders: z
      .strictObject({ models: Leaders, providers: Leaders })
      .meta({ description: 'The models and providers that completeness is measured on.' }),
    known: z.array(KnownFloor).max(MOST_FLOORS).meta({ description: 'By id.' }),
    fresh: z.array(FreshFloor).max(MOST_FLOORS).meta({ description: 'By id.' }),
  })
  .meta({ id: 'CompletenessPage', description: 'How complete and how fresh the catalog is, against the floors that it sets itself.' });
export type CompletenessPage = z.infer<typeof CompletenessPage>;

/** How complete and how fresh the catalog is on a day (YYYY-MM-DD); left out: today. */
export function completenessPage(service: Pick<Service, 'catalog' | 'clock'>, asOf: string = todayOf(service)): CompletenessPage {
  const catalog = service.catalog();
  const { met, known, fresh } = completenessOf(catalog, asOf);
  const leaders = [...catalog.leaders.values()];
  const those = (which: 'model' | 'provider') => leaders.flatMap((leader) => leader[which] ?? []);
  return {
    catalog: stampOf(catalog),
    as_of: asOf,
    met,
    leaders: { models: those('model'), providers: those('provider') },
    known: known.map((floor) => ({
      ...floor,
      needs: floor.needs.map(({ ...need }) => need),
      missing: [...floor.missing],
      not_found: [...floor.not_found],
      undeclared: [...floor.undeclared],
    })),
    fresh: fresh.map((floor) => ({ ...floor, attributes: [...floor.attributes] })),
  };
}
