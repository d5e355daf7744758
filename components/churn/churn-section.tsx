import { type AddressedChoice, portUrl, releaseQuery } from '#components/port/port-url.ts';
import { formatCount } from '#components/ui/format-count.ts';
import { SegmentedLinks } from '#components/ui/segmented-links.tsx';
import { Term } from '#components/ui/term.tsx';
import { CHURN_MEASURES, type ChurnMeasure } from '#lib/domain/churn-table.ts';

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
    <section aria-labelledby="churn" className="mt-12">
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <h2 id="churn" className="text-lg font-semibold tracking-tight">
          {churn.finding}
        </h2>
        <a
          href={`/api/v1/ports/${slug}/churn.csv?measure=${measure}&${releaseQuery({ ...choice, releases })}`}
          className="link ml-auto py-1 text-xs text-muted max-sm:ml-0"
        >
          CSV
        </a>
      </div>
      <p className="mt-0.5 text-sm text-muted">
        Insertions and deletions together, <Term of={terms[measure]}>{meanings[measure]}</Term>.
      </p>
      <div className="mt-3 mb-3 flex flex-wrap gap-3">
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
      {churn.columns.length > 0 && (
        <ChurnTable churn={churn} base={`/ports/${slug}`} chosen={choice.subsystem} />
      )}
      <Legend legend={churn.legend} />
    </section>
  );
}

function Legend({ legend }: Pick<Churn, 'legend'>) {
  if (legend.length === 0) return null;
  return (
    <p className="num mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
      Lines, up to
      {legend.map(({ shade, most }) => (
        <span key={shade.fill} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="h-3 w-5 rounded-[2px]"
            style={{ backgroundColor: shade.fill }}
          />
          {formatCount(most)}
        </span>
      ))}
    </p>
  );
}
