import { cachedPrice } from './cached-price.ts';
import { firstDay } from './first-day.ts';
import { orderOfDates } from './order-of-dates.ts';
import { roundedWindow } from './rounded-window.ts';
import type { SanityCheck } from './sanity-check.ts';
import { vendorPrice } from './vendor-price.ts';

/** Every check that an import of a feed makes, in the order of its report. A new one is its file in this folder and a line here. */
export const SANITY_CHECKS: readonly SanityCheck[] = [cachedPrice, firstDay, roundedWindow, orderOfDates, vendorPrice];
