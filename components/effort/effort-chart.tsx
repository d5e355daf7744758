'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  LabelList,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

import { ReleaseBar } from '#components/charts/release-bar.tsx';
import { formatCount } from '#components/ui/format-count.ts';

import { effortAxisHeight, effortChartHeight, effortHeights } from './effort-heights.ts';
import { EffortTooltip } from './effort-tooltip.tsx';
import type { Effort, EffortPanel, EffortPoint } from './prepare-effort.ts';

// Above: the panel's title. Below: half of the axis' 0. Left as in the burden chart, so that the releases align.
const margin = { top: 24, right: 0, bottom: 8, left: 0 };
const axisWidth = 48;

interface EffortChartProps {
  readonly effort: Effort;
  /** Address of a rebase without its release, e.g. "/ports/tamago". */
  readonly base: string;
}

/** Aligned panels over one axis of releases, each with its own unit; every number in them is in the table beside it. */
export function EffortChart({ effort, base }: EffortChartProps) {
  const [active, setActive] = useState<EffortPanel['id'] | null>(null);
  const router = useRouter();
  return (
    <div style={{ height: effortChartHeight }}>
      {effort.panels.map((panel, index) => (
        <div
          key={panel.id}
          className="relative"
          onMouseEnter={() => setActive(panel.id)}
          onFocus={() => setActive(panel.id)}
        >
          <div className="pointer-events-none absolute top-0.5 left-[50px] text-xs font-medium">
            {panel.title}
          </div>
          <Panel
            panel={panel}
            effort={effort}
            hasTooltip={active === panel.id}
            hasReleases={index === effort.panels.length - 1}
            onOpen={(release) => router.push(`${base}/${release}`)}
          />
        </div>
      ))}
    </div>
  );
}

function Panel({
  panel,
  effort,
  hasTooltip,
  hasReleases,
  onOpen,
}: {
  readonly panel: EffortPanel;
  readonly effort: Effort;
  readonly hasTooltip: boolean;
  readonly hasReleases: boolean;
  readonly onOpen: (release: string) => void;
}) {
  const { points, lineStarts } = effort;
  const valueOf = (point: EffortPoint) => point.measure?.[panel.id] ?? null;
  // Recharts counts labels by the bars that it draws, and draws none where nothing was measured.
  const drawn = points.filter(({ measure }) => measure !== null);
  return (
    <ResponsiveContainer
      width="100%"
      height={effortHeights[panel.id] + (hasReleases ? effortAxisHeight : 0)}
    >
      <BarChart
        data={[...points]}
        margin={margin}
        syncId="effort"
        barCategoryGap={1}
        maxBarSize={36}
        title={panel.title}
        onClick={({ activeLabel }) => {
          if (typeof activeLabel === 'string') onOpen(activeLabel);
        }}
        className="cursor-pointer"
      >
        <CartesianGrid vertical={false} stroke="var(--hairline)" />
        {lineStarts.map(({ release }) => (
          <ReferenceLine key={release} x={release} position="start" stroke="var(--hairline)" />
        ))}
        {points.map(({ release, measure }) =>
          measure === null ? (
            <ReferenceDot
              key={release}
              x={release}
              y={0}
              r={2}
              fill="var(--ground)"
              stroke="var(--unchanged)"
            />
          ) : null,
        )}
        <XAxis
          dataKey="release"
          hide={!hasReleases}
          height={effortAxisHeight}
          axisLine={false}
          tickLine={false}
          ticks={lineStarts.map(({ release }) => release)}
          tickFormatter={(release: string) =>
            points.find((point) => point.release === release)?.line ?? release
          }
          interval="preserveStart"
          minTickGap={8}
          tick={{ fill: 'var(--muted)', fontSize: 11, fontFamily: 'var(--font-mono)' }}
        />
        <YAxis
          width={axisWidth}
          domain={[0, panel.ticks.at(-1) ?? 1]}
          ticks={[...panel.ticks]}
          interval={0}
          axisLine={false}
          tickLine={false}
          tickFormatter={(value: number) => formatCount(value)}
          tick={{ fill: 'var(--muted)', fontSize: 11 }}
        />
        <Tooltip
          cursor={{ fill: 'var(--soft)' }}
          isAnimationActive={false}
          wrapperStyle={{ zIndex: 20 }}
          allowEscapeViewBox={{ x: false, y: true }}
          content={<EffortTooltip effort={effort} isOn={hasTooltip} />}
        />
        <Bar dataKey={valueOf} fill={panel.colour} isAnimationActive={false} shape={ReleaseBar}>
          <LabelList content={<EndLabel points={drawn} panel={panel} />} />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}

/** Only where it informs: on the first release of a line. */
function labelOf(point: EffortPoint | undefined, { id }: EffortPanel): string | null {
  const value = point?.isFirst === true ? (point.measure?.[id] ?? 0) : 0;
  return value > 0 ? formatCount(value) : null;
}

/** Above its bar; the last one ends with it, or the edge would cut it off. */
function EndLabel({
  points,
  panel,
  x = 0,
  y = 0,
  width = 0,
  index = -1,
}: {
  readonly points: readonly EffortPoint[];
  readonly panel: EffortPanel;
  /** Recharts sets these: the bar's place, and which one it is. */
  readonly x?: number | string;
  readonly y?: number | string;
  readonly width?: number | string;
  readonly index?: number;
}) {
  const text = labelOf(points[index], panel);
  if (text === null) return null;
  const isLast = index === points.length - 1;
  return (
    <text
      x={Number(x) + (isLast ? Number(width) : Number(width) / 2)}
      y={Number(y) - 4}
      textAnchor={isLast ? 'end' : 'middle'}
      fill="var(--muted)"
      fontSize={11}
      className="max-md:hidden"
    >
      {text}
    </text>
  );
}
