import { Age } from '#components/ui/age.tsx';
import type { ProgressView } from '#lib/domain/status-view.ts';

import { formatProgress } from './format-quantity.ts';
import { nameWork } from './name-work.ts';

const silenceMs = 120_000;

/** Long work: what is under way first, then what ended. */
export function ProgressList({
  progress,
  now,
}: {
  readonly progress: readonly ProgressView[];
  readonly now: Date;
}) {
  const running = progress.filter(({ finishedAt }) => finishedAt === null);
  const ended = progress.filter(({ finishedAt }) => finishedAt !== null);
  return (
    <ul className="divide-y divide-hairline border-y border-hairline">
      {[...running, ...ended].map((work) => (
        <Work key={work.id} work={work} now={now} />
      ))}
    </ul>
  );
}

function Work({ work, now }: { readonly work: ProgressView; readonly now: Date }) {
  const { id, stage, done, total, unit, updatedAt, finishedAt, failure } = work;
  const name = nameWork(id);
  const amount = formatProgress(done, total, unit);
  const isSilent = finishedAt === null && now.getTime() - updatedAt.getTime() > silenceMs;
  return (
    <li className="py-2.5 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{name}</span>
        <span className="text-muted">
          {finishedAt === null ? stage : failure === null ? 'done' : 'failed'}
        </span>
        <span className="num ml-auto">{amount}</span>
        <span className="text-muted">
          {isSilent && 'no news since '}
          <Age date={finishedAt ?? updatedAt} now={now} />
        </span>
      </div>
      {finishedAt === null && (
        <progress
          aria-label={`${name}: ${stage}`}
          className="progress mt-1.5 block w-full"
          max={total ?? undefined}
          value={total === null ? undefined : done}
        />
      )}
      {failure !== null && (
        <p className="mt-1 max-w-prose border-l-2 border-worse pl-3">{failure}</p>
      )}
    </li>
  );
}
