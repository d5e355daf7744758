import type { BurdenChoice } from '#components/charts/prepare-burden.ts';
import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';

import { portUrl } from './port-url.ts';

/** What the chart and the table under it show; the choice is in the URL. */
export function BurdenFilters({
  slug,
  choice,
  counts,
}: {
  readonly slug: string;
  readonly choice: BurdenChoice;
  readonly counts: { readonly all: number; readonly first: number };
}) {
  const { releases, subsystem } = choice;
  return (
    <div className="mt-8 mb-6 flex flex-wrap gap-3">
      <SegmentedLinks
        label="Releases"
        segments={[
          {
            href: portUrl(slug, { releases: 'all', subsystem }),
            label: 'All releases',
            count: counts.all,
            isCurrent: releases === 'all',
          },
          {
            href: portUrl(slug, { releases: 'first', subsystem }),
            label: 'First releases',
            count: counts.first,
            isCurrent: releases === 'first',
          },
        ]}
      />
      <SegmentedLinks
        label="Subsystem"
        segments={[null, ...SUBSYSTEMS].map((each) => ({
          href: portUrl(slug, { releases, subsystem: each }),
          label: each ?? 'All subsystems',
          isCurrent: subsystem === each,
        }))}
      />
    </div>
  );
}
