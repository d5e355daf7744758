import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { heatLegend } from '#components/charts/heat-legend.ts';
import { ReleaseHeat } from '#components/charts/release-heat.tsx';
import { type AddressedChoice, portUrl, releaseQuery } from '#components/port/port-url.ts';
import { ColumnsChoice } from '#components/port/columns-choice.tsx';
import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { Term } from '#components/ui/term.tsx';
import { CHURN_MEASURES, type ChurnMeasure, isOfSteps } from '#lib/domain/churn-table.ts';

import type { Churn } from './prepare-churn.ts';

const titles: Readonly<Record<ChurnMeasure, string>> = {
  patch: 'Patch',
  touched: 'Touched',
  adaptation: 'Adaptation',
  own: 'Own work',
  pressure: 'Pressure',
};

const terms: Readonly<Record<ChurnMeasure, string>> = {
  patch: 'patch',
  touched: 'touch',
  adaptation: 'hand-work',
  own: 'hand-work',
  pressure: 'pressure',
};

const meanings: Readonly<Record<ChurnMeasure, string>> = {
  patch: 'of the patch that the port carries at each release',
  touched: 'of that part of the patch that is inside upstream’s files',
  adaptation: 'that people changed because upstream had, in the step to each release',
  own: 'that people changed for the port itself, in the step to each release',
  pressure:
    'that upstream changed in the files that the port edits too, in the step to each release',
};

/** Where the churn lies: subsystems against releases, with the choice of what is counted in the URL. */
export function ChurnSection({
  churn,
  slug,
  choice,
  counts,
}: {
  readonly churn: Churn;
  readonly slug: string;
  readonly choice: AddressedChoice;
  readonly counts: { readonly all: number; readonly first: number };
}) {
  const { measure, releases } = churn;
  const query = releaseQuery({ ...choice, releases });
  query.set('measure', measure);
  return (
    <ChartFrame
      id="churn"
      className="mt-12"
      finding={churn.finding}
      unit="lines"
      note={
        <>
          Insertions and deletions together, <Term of={terms[measure]}>{meanings[measure]}</Term>.
        </>
      }
      legend={heatLegend(churn.legend)}
      file={`${slug}-churn`}
      isDrawn={churn.columns.length > 0}
      links={[
        {
          label: 'CSV',
          href: `/api/v1/ports/${slug}/churn.csv?${query}`,
        },
      ]}
      controls={
        <div className="mt-3 flex flex-wrap gap-3">
          <SegmentedLinks
            label="Churn of"
            segments={CHURN_MEASURES.map((each) => ({
              href: portUrl(slug, { ...choice, churn: each }),
              label: titles[each],
              isCurrent: each === measure,
            }))}
          />
          <ColumnsChoice of="churn" slug={slug} choice={choice} counts={counts} />
        </div>
      }
    >
      {churn.columns.length > 0 && (
        <ReleaseHeat
          label="Churn by subsystem and release"
          heading={{ term: 'subsystems', title: 'Subsystem' }}
          columns={churn.columns}
          rows={churn.rows.map(({ subsystem, lines, sum }) => ({
            id: subsystem,
            label: subsystem,
            isChosen: subsystem === choice.subsystem,
            counts: lines,
            sum,
          }))}
          sum={churn.sum}
          legend={churn.legend}
          base={`/ports/${slug}`}
          place={isOfSteps(measure) ? 'transition' : 'subsystems'}
        />
      )}
    </ChartFrame>
  );
}
