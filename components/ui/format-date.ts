// Dates as every page writes them: UTC, ISO order, so that they sort and align.
import { formatDistanceStrict } from 'date-fns';

import { formatPlural } from './format-count.ts';

/** "2026-02-11", the UTC calendar date. */
export function formatDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** "2026-02-11 17:04 UTC". */
export function formatMinute(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** "3 minutes ago", "in 2 hours", "20 months ago"; "just now" below ten seconds either way. */
export function formatAge(date: Date, now: Date): string {
  if (Math.abs(now.getTime() - date.getTime()) < 10_000) return 'just now';
  // Of years alone the second would begin after a year and a half.
  const days = Math.abs(now.getTime() - date.getTime()) / 86_400_000;
  const unit = days >= 365 && days < 730 ? ({ unit: 'month' } as const) : {};
  return formatDistanceStrict(date, now, { addSuffix: true, ...unit });
}

/** "0 days", "1 day", "−2 days": days from release to publication. */
export function formatLag(days: number): string {
  const size = Math.abs(days);
  return `${days < 0 ? '−' : ''}${formatPlural(size, 'day')}`;
}

/** "published 1 day after upstream". */
export function sayLag(days: number): string {
  if (days === 0) return 'published on the day of the release';
  return `published ${formatLag(Math.abs(days))} ${days < 0 ? 'before' : 'after'} upstream`;
}

/** "8 min", "2 h", "3 d": how long ago, where a column has no room for more. */
export function formatShortAge(date: Date, now: Date): string {
  const minutes = Math.floor(Math.abs(now.getTime() - date.getTime()) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** As long as `formatAge` and `formatShortAge` say the same as `now`, or not quite so long: they round to a unit, or down to it. */
export function ageHoldsUntil(date: Date, now: Date): Date {
  const ageMs = now.getTime() - date.getTime();
  const unitMs = [1000, 60_000].find((each) => Math.abs(ageMs) < 60 * each) ?? 3_600_000;
  const stepMs = unitMs / 2;
  return new Date(date.getTime() + (Math.floor(ageMs / stepMs) + 1) * stepMs);
}
