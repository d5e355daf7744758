import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { heatLegend } from '#components/charts/heat-legend.ts';
import { ReleaseHeat } from '#components/charts/release-heat.tsx';
import { ColumnsChoice } from '#components/port/columns-choice.tsx';
import { type AddressedChoice, portUrl, releaseQuery } from '#components/port/port-url.ts';
import { capitalize } from '#lib/domain/capitalize.ts';
import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { Term } from '#components/ui/term.tsx';
import { KIND_MEASURES } from '#lib/domain/kinds-table.ts';

import type { Kinds } from './prepare-kinds.ts';

/** What the patch is made of: kinds of edits against releases, with the choice of what is counted in the URL. */
export function KindsSection({
  kinds,
  slug,
  choice,
  counts,
}: {
  readonly kinds: Kinds;
  readonly slug: string;
  readonly choice: AddressedChoice;
  readonly counts: { readonly all: number; readonly first: number };
}) {
  const { measure, releases } = kinds;
  const query = releaseQuery({ ...choice, releases });
  query.set('measure', measure);
  return (
    <ChartFrame
      id="kinds"
      className="mt-12"
      finding={kinds.finding}
      unit={measure}
      note={
        <>
          {measure === 'lines' && 'Insertions and deletions together, '}
          {measure === 'lines' ? 'by the ' : 'By the '}
          <Term of="kinds">kind of edit</Term> that each file of the patch is
          {choice.subsystem === null ? '.' : ', in all subsystems.'}
        </>
      }
      legend={heatLegend(kinds.legend)}
      file={`${slug}-kinds`}
      links={[
        {
          label: 'CSV',
          href: `/api/v1/ports/${slug}/kinds.csv?${query}`,
        },
      ]}
      controls={
        <div className="mt-3 flex flex-wrap gap-3">
          <SegmentedLinks
            label="Kinds by"
            segments={KIND_MEASURES.map((each) => ({
              href: portUrl(slug, { ...choice, kinds: each }),
              label: capitalize(each),
              isCurrent: each === measure,
            }))}
          />
          <ColumnsChoice of="kinds" slug={slug} choice={choice} counts={counts} />
        </div>
      }
    >
      {kinds.columns.length > 0 && (
        <ReleaseHeat
          label="Patch by kind of edit and release"
          heading={{ term: 'kinds', title: 'Kind' }}
          columns={kinds.columns}
          rows={kinds.rows.map((row) => ({ ...row, isChosen: false, sum: null }))}
          sum={null}
          legend={kinds.legend}
          base={`/ports/${slug}`}
          place="kinds"
        />
      )}
    </ChartFrame>
  );
}
