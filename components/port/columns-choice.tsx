import { SegmentedLinks } from '#components/ui/segmented-links.tsx';

import { type AddressedChoice, portUrl } from './port-url.ts';

/** Which releases the tables by release have a column for; nothing to choose where the page shows first releases alone, or none. */
export function ColumnsChoice({
  of,
  slug,
  choice,
  counts,
}: {
  /** Of which table. */
  readonly of: string;
  readonly slug: string;
  readonly choice: AddressedChoice;
  readonly counts: { readonly all: number; readonly first: number };
}) {
  if (choice.releases === 'first' || counts.first === 0) return null;
  return (
    <SegmentedLinks
      label={`Columns of ${of}`}
      segments={[
        {
          href: portUrl(slug, { ...choice, columns: 'first' }),
          label: 'First of each line',
          count: counts.first,
          isCurrent: choice.columns === 'first',
        },
        {
          href: portUrl(slug, { ...choice, columns: 'all' }),
          label: 'Every release',
          count: counts.all,
          isCurrent: choice.columns === 'all',
        },
      ]}
    />
  );
}
