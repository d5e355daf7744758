// Puts what is under way into words.
import { formatProgress } from '#components/status/format-quantity.ts';
import { nameWork } from '#components/status/name-work.ts';
import { formatPlural } from '#components/ui/format-count.ts';
import type { ShownTask, UnderWay } from '#lib/domain/under-way.ts';

export interface Work {
  readonly id: string;
  /** "Fetching golang/go". */
  readonly title: string;
  /** "Receiving objects, 123 MB". */
  readonly detail: string;
  /** Of 1. Null: nobody knows. */
  readonly share: number | null;
}

export interface DescribedWork {
  readonly works: readonly Work[];
  readonly version: string;
}

const taskWords: Readonly<Record<ShownTask, (count: number) => Pick<Work, 'title' | 'detail'>>> = {
  'measure-line': (count) => ({
    title: 'Measuring',
    detail: `${formatPlural(count, 'release line')} to go`,
  }),
  'rehearse-port': (count) => ({
    title: 'Rehearsing',
    detail: `steps, forecasts and culprits of ${formatPlural(count, 'port')}`,
  }),
  'confirm-culprits': (count) => ({
    title: 'Confirming culprits',
    detail: `of ${formatPlural(count, 'port')}`,
  }),
  'find-fixes': () => ({ title: 'Reading releases', detail: 'for what they fix' }),
};

export function describeUnderWay({ progress, jobs, version }: UnderWay): DescribedWork {
  return {
    works: [
      ...progress.map(({ id, stage, done, total, unit }) => ({
        id,
        title: nameWork(id),
        detail: `${stage}, ${formatProgress(done, total, unit)}`,
        share: total === null || total === 0 ? null : Math.min(1, done / total),
      })),
      ...jobs.map(({ task, count }) => ({ id: task, ...taskWords[task](count), share: null })),
    ],
    version,
  };
}

/** For those who listen: said again only when a quarter more is done, or the work is another. Empty when there is none. */
export function announceWork(works: readonly Work[]): string {
  return works
    .map(({ title, share }) =>
      share === null || share < 0.25 ? title : `${title}, ${Math.floor(share * 4) * 25} %`,
    )
    .join('; ');
}
