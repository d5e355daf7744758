import { formatPlural } from '#components/ui/format-count.ts';
import { PageLink } from '#components/ui/page-link.tsx';

import { type AddressedChoice, portUrl } from './port-url.ts';
import { chooseRows } from './prepare-rebase-rows.ts';

/** How many of how many rows a table by release has, and the way to the others; the choice of all is in the URL, for every table of the page. */
export function RowsNote({
  releases,
  noun,
  whole,
  slug,
  choice,
}: {
  /** Those that are chosen. */
  readonly releases: readonly string[];
  /** What a row is. */
  readonly noun: string;
  /** How many there are, chosen or not. */
  readonly whole: number;
  readonly slug: string;
  readonly choice: AddressedChoice;
}) {
  const drawn = chooseRows(releases, choice.rows).length;
  const newest = chooseRows(releases, 'newest').length;
  const isPart = drawn < releases.length;
  return (
    <p className="mt-3 text-sm text-muted">
      {isPart && `The newest ${drawn} of `}
      {formatPlural(releases.length, noun)}
      {releases.length < whole && ` of ${whole}`}, newest release first.
      {newest < releases.length && (
        <>
          {' '}
          <PageLink
            href={portUrl(slug, { ...choice, rows: isPart ? 'all' : 'newest' })}
            scroll={false}
            className="link"
          >
            {isPart ? `Show all ${releases.length}` : `Show the newest ${newest}`}
          </PageLink>
        </>
      )}
    </p>
  );
}
