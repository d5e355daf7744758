import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';

import { type PortChoice, portUrl } from './port-url.ts';

/** What the chart and the table under it show; the choice is in the URL. */
export function BurdenFilters({
  slug,
  choice,
  counts,
}: {
  readonly slug: string;
  readonly choice: PortChoice;
  readonly counts: { readonly all: number; readonly first: number };
}) {
  const { releases, subsystem } = choice;
  return (
    <div className="mt-8 mb-6 flex flex-wrap gap-3">
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
