import type { PackedBurden } from '#components/charts/packed-burden.ts';
import { RecordedNote } from '#components/ui/recorded-note.tsx';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { describeRange } from '#lib/domain/release-range.ts';

import { type AddressedChoice, portUrl } from './port-url.ts';
import { chooseRows, prepareRebaseRows } from './prepare-rebase-rows.ts';
import { RebasesTable } from './rebases-table.tsx';
import { RowsNote } from './rows-note.tsx';

/** Where the table stands that has all of them. */
export function wholeTableUrl(
  slug: string,
  releases: readonly string[],
  choice: AddressedChoice,
): string {
  const isWhole = chooseRows(releases, choice.rows).length === releases.length;
  return `${isWhole ? '' : portUrl(slug, { ...choice, rows: 'all' })}#rebases`;
}

/** The rebases that are chosen. */
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
  return (
    <div className="mt-10">
      <h2 id="rebases" className="mb-2 text-lg font-semibold tracking-tight">
        {['Rebases', describeRange(choice.range)].filter(Boolean).join(' ')}
        {choice.subsystem === null ? '' : `, ${choice.subsystem} only`}
      </h2>
      <RebasesTable slug={slug} burden={burden} rows={prepareRebaseRows(all, drawn)} />
      <RowsNote releases={releases} noun="rebase" whole={all.length} slug={slug} choice={choice} />
      <RecordedNote sources={all.filter(({ sums }) => sums !== null).map(({ source }) => source)} />
    </div>
  );
}
