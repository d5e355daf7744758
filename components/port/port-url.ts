import type { BurdenChoice } from '#components/charts/prepare-burden.ts';
import { type ChurnMeasure, isChurnMeasure } from '#lib/domain/churn-table.ts';
import { subsystemFromSlug, subsystemSlug } from '#lib/domain/subsystem.ts';

/** What is chosen on a port's page. */
export interface PortChoice extends BurdenChoice {
  /** What the table of churn counts. */
  readonly churn: ChurnMeasure;
  /** Whether that table has a column for each release that the page shows, or for first releases alone. */
  readonly columns: 'all' | 'first';
}

/** The address of a port's page with what is chosen on it; what is not said is the usual. */
export function portUrl(slug: string, { releases, subsystem, churn, columns }: PortChoice): string {
  const query = new URLSearchParams();
  if (releases !== 'all') query.set('releases', releases);
  if (subsystem !== null) query.set('subsystem', subsystemSlug(subsystem));
  if (churn !== 'patch') query.set('churn', churn);
  if (columns !== 'first') query.set('columns', columns);
  const text = query.toString();
  return `/ports/${slug}${text === '' ? '' : `?${text}`}`;
}

/** Anything that is not a choice counts as the usual one. */
export function parsePortChoice(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): PortChoice {
  const { releases, subsystem, churn, columns } = query;
  return {
    releases: releases === 'first' ? 'first' : 'all',
    subsystem: typeof subsystem === 'string' ? subsystemFromSlug(subsystem) : null,
    churn: typeof churn === 'string' && isChurnMeasure(churn) ? churn : 'patch',
    columns: columns === 'all' ? 'all' : 'first',
  };
}
