'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

import { formatCount } from '#components/ui/format-count.ts';

import { BurdenTooltip } from './burden-tooltip.tsx';
import { axisHeight, burdenChartHeight, panelHeights } from './panel-heights.ts';
import type { Burden, BurdenPanel, BurdenPoint } from './prepare-burden.ts';
import { ReleaseBar } from './release-bar.tsx';

// Above: the panel's title. Right: half of the last release's name. Below: half of the axis' 0.
const margin = { top: 22, right: 20, bottom: 8, left: 0 };
const axisWidth = 48;
// The tooltip stands on the foot of the highest panel, whichever panel is pointed at: it stays within the chart.
const tooltipReach = panelHeights.touch;

interface BurdenChartProps {
  readonly burden: Burden;
  /** Address of a rebase without its release, e.g. "/ports/tamago". */
  readonly base: string;
}

/** Aligned panels over one axis of releases; every number in it is in the table beside it. */
export function BurdenChart({ burden, base }: BurdenChartProps) {
  const [active, setActive] = useState<BurdenPanel['id'] | null>(null);
  const router = useRouter();
  return (
    <div style={{ height: burdenChartHeight }}>
      {burden.panels.map((panel, index) => {
        const isLast = index === burden.panels.length - 1;
        return (
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
              burden={burden}
              hasTooltip={active === panel.id}
              hasReleases={isLast}
              onOpen={(release) => router.push(`${base}/${release}`)}
            />
          </div>
        );
      })}
    </div>
  );
}

function Panel({
  panel,
  burden,
  hasTooltip,
  hasReleases,
  onOpen,
}: {
  readonly panel: BurdenPanel;
  readonly burden: Burden;
  readonly hasTooltip: boolean;
  readonly hasReleases: boolean;
  readonly onOpen: (release: string) => void;
}) {
  const { points, lineStarts } = burden;
  const top = panel.ticks.at(-1) ?? 1;
  return (
    <ResponsiveContainer
      width="100%"
      height={panelHeights[panel.id] + (hasReleases ? axisHeight : 0)}
    >
      <BarChart
        data={[...points]}
        margin={margin}
        syncId="burden"
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
          height={axisHeight}
          axisLine={false}
          tickLine={false}
          ticks={lineStarts.map(({ release }) => release)}
          tickFormatter={lineOf(points)}
          interval="preserveStart"
          minTickGap={8}
          tick={{ fill: 'var(--muted)', fontSize: 11, fontFamily: 'var(--font-mono)' }}
        />
        <YAxis
          width={axisWidth}
          domain={[0, top]}
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
          position={{ y: panelHeights[panel.id] - tooltipReach }}
          content={<BurdenTooltip burden={burden} isOn={hasTooltip} />}
        />
        {barsOf(panel, burden).map(({ key, colour, valueOf }) => (
          <Bar
            key={key}
            dataKey={valueOf}
            stackId="one"
            fill={colour}
            isAnimationActive={false}
            shape={ReleaseBar}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}

function lineOf(points: readonly BurdenPoint[]): (release: string) => string {
  return (release) => points.find((point) => point.release === release)?.line ?? release;
}

interface BarSpec {
  readonly key: string;
  readonly colour: string;
  /** Null: not measured, nothing is drawn. */
  readonly valueOf: (point: BurdenPoint) => number | null;
}

function barsOf({ id }: BurdenPanel, { classes }: Burden): readonly BarSpec[] {
  if (id === 'files') {
    return [
      { key: 'touched', colour: 'var(--better)', valueOf: (at) => at.measure?.touch.files ?? null },
      {
        key: 'own',
        colour: 'var(--class-other)',
        valueOf: ({ measure }) =>
          measure === null ? null : measure.patch.files - measure.touch.files,
      },
    ];
  }
  return classes.map((each, index) => ({
    key: each.label,
    colour: each.colour,
    valueOf: ({ measure }) => measure?.[id].classLines[index] ?? null,
  }));
}
