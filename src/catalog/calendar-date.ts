import { z } from 'zod';

/** A day that exists, `YYYY-MM-DD` (2026-99-99 is refused). */
export const CalendarDate = z.iso.date();

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a calendar date. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
