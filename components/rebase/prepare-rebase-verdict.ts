// Decides the three statements at the head of a rebase's page: when it came, how large it is, what it touches.
import { formatLines, formatPlural } from '#components/ui/format-count.ts';
import { formatDay, formatLag } from '#components/ui/format-date.ts';
import type { MeasuredSums, RebaseView } from '#lib/domain/rebase-view.ts';

export interface RebaseStatement {
  readonly title: string;
  readonly detail: string;
}

export interface RebaseVerdict {
  readonly lag: RebaseStatement;
  readonly patch: RebaseStatement;
  readonly touch: RebaseStatement;
}

/** Only for a rebase that is measured. */
export function prepareRebaseVerdict(rebase: RebaseView, sums: MeasuredSums): RebaseVerdict {
  const { patch, touch } = sums;
  const lines = patch.insertions + patch.deletions;
  const touched = touch.insertions + touch.deletions;
  const share = lines === 0 ? 0 : Math.round((touched / lines) * 100);
  return {
    lag: describeLag(rebase),
    patch: {
      title: `${formatLines(patch.insertions, patch.deletions)} in ${formatPlural(patch.files, 'file')}`,
      detail: listNonZero([
        [patch.added, 'added'],
        [patch.modified, 'modified'],
        [patch.deleted, 'deleted'],
        [patch.renamed, 'renamed'],
      ]),
    },
    touch: {
      title: `${formatPlural(touched, 'line')} in ${formatPlural(touch.files, 'upstream file')}`,
      detail: `${share} % of the patch’s lines are in files that upstream owns`,
    },
  };
}

function describeLag({ lagDays, releasedAt, publishedAt }: RebaseView): RebaseStatement {
  const detail = [
    releasedAt === null ? 'release date not known' : `released ${formatDay(releasedAt)}`,
    publishedAt === null ? 'publication date not known' : `published ${formatDay(publishedAt)}`,
  ].join(' · ');
  if (lagDays === null) return { title: 'Lag not known', detail };
  if (lagDays === 0) return { title: 'Published on the day of the release', detail };
  const when = lagDays < 0 ? 'before' : 'after';
  return { title: `Published ${formatLag(Math.abs(lagDays))} ${when} upstream`, detail };
}

function listNonZero(counts: readonly (readonly [number, string])[]): string {
  const parts = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return parts.length === 0 ? 'no file is changed' : `Files: ${parts.join(', ')}`;
}
