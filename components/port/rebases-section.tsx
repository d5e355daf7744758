import type { PackedBurden } from '#components/charts/packed-burden.ts';
import { formatPlural } from '#components/ui/format-count.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { RecordedNote } from '#components/ui/recorded-note.tsx';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { describeRange } from '#lib/domain/release-range.ts';

import { type AddressedChoice, portUrl } from './port-url.ts';
import { chooseRows, prepareRebaseRows } from './prepare-rebase-rows.ts';
import { RebasesTable } from './rebases-table.tsx';

/** Where the table stands that has all of them. */
export function wholeTableUrl(
  slug: string,
  releases: readonly string[],
  choice: AddressedChoice,
): string {
  const isWhole = chooseRows(releases, choice.rows).length === releases.length;
  return `${isWhole ? '' : portUrl(slug, { ...choice, rows: 'all' })}#rebases`;
}

/** The rebases that are chosen, and how many of how many the table has; the choice of all is in the URL. */
export function RebasesSection({
  slug,
  all,
  burden,
  releases,
  choice,
}: {
  readonly slug: string;
  readonly all: readonly RebaseView[];
  readonly burden: PackedBurden;
  /** Of the burden's points. */
  readonly releases: readonly string[];
  readonly choice: AddressedChoice;
}) {
  const drawn = chooseRows(releases, choice.rows);
  const newest = chooseRows(releases, 'newest');
  return (
    <div className="mt-10">
      <h2 id="rebases" className="mb-2 text-lg font-semibold tracking-tight">
        {['Rebases', describeRange(choice.range)].filter(Boolean).join(' ')}
        {choice.subsystem === null ? '' : `, ${choice.subsystem} only`}
      </h2>
      <RebasesTable slug={slug} burden={burden} rows={prepareRebaseRows(all, drawn)} />
      <p className="mt-3 text-sm text-muted">
        {drawn.length < releases.length && `The newest ${drawn.length} of `}
        {formatPlural(releases.length, 'rebase')}
        {releases.length < all.length && ` of ${all.length}`}, newest release first.
        {newest.length < releases.length && (
          <>
            {' '}
            <PageLink
              href={portUrl(slug, {
                ...choice,
                rows: drawn.length < releases.length ? 'all' : 'newest',
              })}
              scroll={false}
              className="link"
            >
              {drawn.length < releases.length
                ? `Show all ${releases.length}`
                : `Show the newest ${newest.length}`}
            </PageLink>
          </>
        )}
      </p>
      <RecordedNote sources={all.filter(({ sums }) => sums !== null).map(({ source }) => source)} />
    </div>
  );
}
