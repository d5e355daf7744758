import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { type AddressedChoice, releaseQuery } from '#components/port/port-url.ts';
import { Term } from '#components/ui/term.tsx';
import { subsystemSlug } from '#lib/domain/subsystem.ts';

import { ConflictMatrix } from './conflict-matrix.tsx';
import { conflictsLegend } from './conflicts-legend.ts';
import { packConflicts } from './packed-conflicts.ts';
import type { ConflictMatrix as Matrix } from './prepare-conflict-matrix.ts';

/** What conflicts again and again: files against lines of releases. */
export function ConflictSection({
  matrix,
  slug,
  choice,
}: {
  readonly matrix: Matrix;
  readonly slug: string;
  readonly choice: AddressedChoice;
}) {
  const { rows, total, finding } = matrix;
  const legend = conflictsLegend(matrix);
  const query = releaseQuery(choice);
  if (choice.subsystem !== null) query.set('subsystem', subsystemSlug(choice.subsystem));
  return (
    <ChartFrame
      id="conflict-matrix"
      className="mt-12"
      finding={finding}
      unit="release lines"
      note={
        <>
          Those on which a step met the file in <Term of="rehearsal">conflict</Term>.
          {rows.length < total && ` The top ${rows.length} of ${total} files.`}
        </>
      }
      legend={legend}
      file={`${slug}-conflicts`}
      isDrawn={rows.length > 0}
      links={[
        {
          label: 'CSV',
          href: `/api/v1/ports/${slug}/conflicts.csv${query.size === 0 ? '' : `?${query}`}`,
        },
      ]}
    >
      {rows.length > 0 && (
        <ConflictMatrix matrix={packConflicts(matrix)} legend={legend} base={`/ports/${slug}`} />
      )}
    </ChartFrame>
  );
}
