import { formatCount } from '#components/ui/format-count.ts';

import type { DrawnEffort } from './packed-effort.ts';

/** All numbers of one step; the same as its row of the table. */
export function EffortTooltip({
  effort: { points, panels },
  active = false,
  label,
}: {
  readonly effort: DrawnEffort;
  /** Recharts sets this and `label`, the release that is pointed at. */
  readonly active?: boolean;
  readonly label?: string | number;
}) {
  const point = points.find(({ release }) => release === label);
  if (!active || point === undefined) return null;
  const { measure } = point;
  return (
    <output className="chart-tip block rounded-md border border-hairline bg-float px-3 py-2 text-xs shadow-lg">
      <p>
        <span className="font-mono font-medium">{point.release}</span>
        {point.from !== null && (
          <span className="text-muted">
            {' '}
            from <span className="font-mono">{point.from}</span>
          </span>
        )}
      </p>
      {measure === null ? (
        <p className="mt-1 max-w-64 text-muted">{point.reason}</p>
      ) : (
        <dl className="mt-1 grid grid-cols-[auto_auto] gap-x-4">
          {panels.map(({ id, title }) => (
            <div key={id} className="contents">
              <dt className="text-muted">{title}</dt>
              <dd className="num text-right">{formatCount(measure[id])}</dd>
            </div>
          ))}
        </dl>
      )}
    </output>
  );
}
