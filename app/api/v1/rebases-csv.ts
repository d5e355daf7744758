import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { SUBSYSTEMS, subsystemSlug } from '#lib/domain/subsystem.ts';

import { type CsvCell, toCsv } from './csv.ts';

type Column = readonly [name: string, cellOf: (rebase: RebaseView) => CsvCell];

const columns: readonly Column[] = [
  ['release', ({ release }) => release],
  ['line', ({ line }) => line],
  ['kind', ({ kind }) => kind],
  ['source', ({ source }) => source.kind],
  ['base', ({ base }) => base?.sha ?? null],
  ['head', ({ head }) => head.sha],
  ['releasedAt', ({ releasedAt }) => releasedAt?.toISOString() ?? null],
  ['publishedAt', ({ publishedAt }) => publishedAt?.toISOString() ?? null],
  ['lagDays', ({ lagDays }) => lagDays],
  ['commits', ({ sums }) => sums?.commits ?? null],
  ['files', ({ sums }) => sums?.patch.files ?? null],
  ['insertions', ({ sums }) => sums?.patch.insertions ?? null],
  ['deletions', ({ sums }) => sums?.patch.deletions ?? null],
  ['added', ({ sums }) => sums?.patch.added ?? null],
  ['modified', ({ sums }) => sums?.patch.modified ?? null],
  ['deleted', ({ sums }) => sums?.patch.deleted ?? null],
  ['renamed', ({ sums }) => sums?.patch.renamed ?? null],
  ['touchFiles', ({ sums }) => sums?.touch.files ?? null],
  ['touchInsertions', ({ sums }) => sums?.touch.insertions ?? null],
  ['touchDeletions', ({ sums }) => sums?.touch.deletions ?? null],
  ...SUBSYSTEMS.flatMap((subsystem): Column[] => {
    const slug = subsystemSlug(subsystem);
    // Measured, and without files: 0. Not measured: empty.
    const find = ({ sums }: RebaseView) =>
      sums === null ? null : (sums.subsystems.find((each) => each.subsystem === subsystem) ?? none);
    return [
      [`${slug}.files`, (rebase) => find(rebase)?.files ?? null],
      [`${slug}.insertions`, (rebase) => find(rebase)?.insertions ?? null],
      [`${slug}.deletions`, (rebase) => find(rebase)?.deletions ?? null],
      [`${slug}.touchFiles`, (rebase) => find(rebase)?.touch.files ?? null],
      [`${slug}.touchInsertions`, (rebase) => find(rebase)?.touch.insertions ?? null],
      [`${slug}.touchDeletions`, (rebase) => find(rebase)?.touch.deletions ?? null],
    ];
  }),
  ['unmeasuredReason', ({ unmeasuredReason }) => unmeasuredReason],
];

const zero = { files: 0, insertions: 0, deletions: 0 };
const none = { ...zero, touch: zero };

export function rebasesCsv(rebases: readonly RebaseView[]): string {
  return toCsv(rebases, columns);
}
