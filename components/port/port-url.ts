import type { BurdenChoice } from '#components/charts/prepare-burden.ts';
import { subsystemFromSlug, subsystemSlug } from '#lib/domain/subsystem.ts';

/** The address of a port's page with what is chosen on it; what is not said is the usual. */
export function portUrl(slug: string, { releases, subsystem }: BurdenChoice): string {
  const query = new URLSearchParams();
  if (releases !== 'all') query.set('releases', releases);
  if (subsystem !== null) query.set('subsystem', subsystemSlug(subsystem));
  const text = query.toString();
  return `/ports/${slug}${text === '' ? '' : `?${text}`}`;
}

/** Anything that is not a choice counts as the usual one. */
export function parsePortChoice(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): BurdenChoice {
  const { releases, subsystem } = query;
  return {
    releases: releases === 'first' ? 'first' : 'all',
    subsystem: typeof subsystem === 'string' ? subsystemFromSlug(subsystem) : null,
  };
}
