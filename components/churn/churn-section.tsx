import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { type AddressedChoice, portUrl, releaseQuery } from '#components/port/port-url.ts';
import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { Term } from '#components/ui/term.tsx';
import { CHURN_MEASURES, type ChurnMeasure } from '#lib/domain/churn-table.ts';

import { churnLegend } from './churn-legend.ts';
import { ChurnTable } from './churn-table.tsx';
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
      legend={churnLegend(churn.legend)}
      file={`${slug}-churn`}
      links={[
        {
          label: 'CSV',
          href: `/api/v1/ports/${slug}/churn.csv?measure=${measure}&${releaseQuery({ ...choice, releases })}`,
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
          {choice.releases === 'all' && (
            <SegmentedLinks
              label="Columns"
              segments={[
                {
                  href: portUrl(slug, { ...choice, columns: 'first' }),
                  label: 'First of each line',
                  count: counts.first,
                  isCurrent: releases === 'first',
                },
                {
                  href: portUrl(slug, { ...choice, columns: 'all' }),
                  label: 'Every release',
                  count: counts.all,
                  isCurrent: releases === 'all',
                },
              ]}
            />
          )}
        </div>
      }
    >
      {churn.columns.length > 0 && (
        <ChurnTable churn={churn} base={`/ports/${slug}`} chosen={choice.subsystem} />
      )}
    </ChartFrame>
  );
}
