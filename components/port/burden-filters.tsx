import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';

import { type AddressedChoice, portQuery, portUrl } from './port-url.ts';
import type { QuickRange } from './quick-ranges.ts';
import { RangeForm } from './range-form.tsx';

/** What all charts and tables below it are about; the choice is in the URL. */
export function BurdenFilters({
  slug,
  choice,
  counts,
  ranges,
  names,
  problem,
}: {
  readonly slug: string;
  readonly choice: AddressedChoice;
  /** Within the range. */
  readonly counts: { readonly all: number; readonly first: number };
  readonly ranges: readonly QuickRange[];
  /** Of every release that there is to choose from, newest first. */
  readonly names: readonly string[];
  /** Null: the range is there as it was asked for. */
  readonly problem: string | null;
}) {
  const { releases, subsystem, range } = choice;
  return (
    <div className="mt-8 mb-6 flex flex-wrap items-center gap-3">
      <SegmentedLinks
        label="Range"
        segments={ranges.map((each) => ({
          href: portUrl(slug, { ...choice, range: each.range }),
          label: each.label,
          isCurrent: each.range?.from === range?.from && each.range?.to === range?.to,
        }))}
      />
      <RangeForm
        action={`/ports/${slug}`}
        others={[...portQuery({ ...choice, range: null })]}
        range={range}
        releases={names}
      />
      {problem !== null && <p className="basis-full text-sm text-muted wrap-anywhere">{problem}</p>}
      <SegmentedLinks
        label="Releases"
        segments={[
          {
            href: portUrl(slug, { ...choice, releases: 'all' }),
            label: 'All releases',
            count: counts.all,
            isCurrent: releases === 'all',
          },
          {
            href: portUrl(slug, { ...choice, releases: 'first' }),
            label: 'First releases',
            count: counts.first,
            isCurrent: releases === 'first',
          },
        ]}
      />
      <SegmentedLinks
        label="Subsystem"
        segments={[null, ...SUBSYSTEMS].map((each) => ({
          href: portUrl(slug, { ...choice, subsystem: each }),
          label: each ?? 'All subsystems',
          isCurrent: subsystem === each,
        }))}
      />
    </div>
  );
}
