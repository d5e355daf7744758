import type { BurdenChoice } from '#components/charts/prepare-burden.ts';
import { CHURN_MEASURES, type ChurnMeasure, isChurnMeasure } from '#lib/domain/churn-table.ts';
import { firstSaid } from '#lib/domain/first-said.ts';
import { isKindMeasure, KIND_MEASURES, type KindMeasure } from '#lib/domain/kinds-table.ts';
import type { WantedRange } from '#lib/domain/release-range.ts';
import { SUBSYSTEM_SPELLINGS, subsystemFromSlug, subsystemSlug } from '#lib/domain/subsystem.ts';

/** What is chosen on a port's page, but for the range of releases. */
export interface PortTerms extends Omit<BurdenChoice, 'range'> {
  /** What the table of churn counts. */
  readonly churn: ChurnMeasure;
  /** What the table of kinds counts. */
  readonly kinds: KindMeasure;
  /** Whether those tables have a column for each release that the page shows, or for first releases alone. */
  readonly columns: 'all' | 'first';
  /** Whether the table of rebases has all of them, however many, or the newest. */
  readonly rows: 'all' | 'newest';
}

/** The choice with no more of its range than an address says. */
export interface AddressedChoice extends PortTerms {
  readonly range: WantedRange | null;
}

/** The address of a port's page with what is chosen on it; what is not said is the usual. */
export function portUrl(slug: string, choice: AddressedChoice): string {
  const query = portQuery(choice).toString();
  return `/ports/${slug}${query === '' ? '' : `?${query}`}`;
}

export function portQuery(choice: AddressedChoice): URLSearchParams {
  const { subsystem, churn, kinds, columns, rows } = choice;
  const query = releaseQuery(choice);
  if (subsystem !== null) query.set('subsystem', subsystemSlug(subsystem));
  if (churn !== 'patch') query.set('churn', churn);
  if (kinds !== 'files') query.set('kinds', kinds);
  if (columns !== 'first') query.set('columns', columns);
  if (rows !== 'newest') query.set('rows', rows);
  return query;
}

/** Which releases: for the page and for what the API answers alike. */
export function releaseQuery({
  releases,
  range,
}: Pick<AddressedChoice, 'releases' | 'range'>): URLSearchParams {
  const query = new URLSearchParams();
  if (range?.from) query.set('from', range.from);
  if (range?.to) query.set('to', range.to);
  if (releases !== 'all') query.set('releases', releases);
  return query;
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Anything that is not a choice counts as the usual one. */
export function parsePortTerms({
  releases,
  subsystem,
  churn,
  kinds,
  columns,
  rows,
}: Query): PortTerms {
  return {
    releases: releases === 'first' ? 'first' : 'all',
    subsystem: typeof subsystem === 'string' ? subsystemFromSlug(subsystem) : null,
    churn: typeof churn === 'string' && isChurnMeasure(churn) ? churn : 'patch',
    kinds: typeof kinds === 'string' && isKindMeasure(kinds) ? kinds : 'files',
    columns: columns === 'all' ? 'all' : 'first',
    rows: rows === 'all' ? 'all' : 'newest',
  };
}

/** What each term may be. */
export const portTerms = {
  releases: ['all', 'first'],
  subsystem: SUBSYSTEM_SPELLINGS,
  churn: CHURN_MEASURES,
  kinds: KIND_MEASURES,
  columns: ['all', 'first'],
  rows: ['all', 'newest'],
} as const;

/** What it means is up to the port's releases: `chooseRange`. */
export function parseWantedRange({ from, to }: Query): WantedRange {
  return {
    from: firstSaid(from),
    to: firstSaid(to),
  };
}
