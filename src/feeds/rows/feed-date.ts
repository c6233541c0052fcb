import { z } from 'zod';
import { CalendarDate, dateOfDay, dayNumber } from '../../catalog/calendar-date.ts';

/** A day, or a month without a day. */
export const FeedDate = z
  .string()
  .refine((text) => CalendarDate.safeParse(/^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text).success, 'no day and no month that exists');

/** The last day that a FeedDate can mean (YYYY-MM-DD), and whether it names a month only. */
export function lastDayOf(date: string): { readonly day: string; readonly monthOnly: boolean } {
  if (date.length > 7) return { day: date, monthOnly: false };
  const [year, month] = date.split('-').map(Number) as [number, number];
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return { day: dateOfDay(dayNumber(next) - 1), monthOnly: true };
}
