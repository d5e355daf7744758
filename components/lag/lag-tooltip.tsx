import { formatLag } from '#components/ui/format-date.ts';

import type { LagPoint } from './prepare-lag.ts';

/** Both dates of one rebase, and its lag. */
export function LagTooltip({
  points,
  active = false,
  label,
}: {
  readonly points: readonly LagPoint[];
  /** Recharts sets this and `label`, the release that is pointed at. */
  readonly active?: boolean;
  readonly label?: string | number;
}) {
  const point = points.find(({ release }) => release === label);
  if (!active || point === undefined) return null;
  const { release, measure, released, published } = point;
  return (
    <output className="chart-tip block rounded-md border border-hairline bg-float px-3 py-2 text-xs shadow-lg">
      <p className="font-mono font-medium">{release}</p>
      <dl className="num mt-1 grid grid-cols-[auto_auto] gap-x-4 *:contents [&_dt]:text-muted [&_dd]:text-right">
        <div>
          <dt>released</dt>
          <dd>{released ?? 'not known'}</dd>
        </div>
        <div>
          <dt>published</dt>
          <dd>{published ?? 'not known'}</dd>
        </div>
        <div>
          <dt>lag</dt>
          <dd>{measure === null ? 'not known' : formatLag(measure.days)}</dd>
        </div>
      </dl>
    </output>
  );
}
