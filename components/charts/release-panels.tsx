'use client';

import { useRouter } from 'next/navigation';
import { type ReactElement, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  useActiveTooltipLabel,
  XAxis,
  YAxis,
} from 'recharts';

import { useMedia } from '#components/ui/use-media.ts';
import { formatCount } from '#components/ui/format-count.ts';

import type { LegendEntry } from './legend.ts';
import { chooseNewest, findLineStarts } from './newest-releases.ts';
import { axisHeight } from './panel-heights.ts';
import type { ReleaseBars, ReleasePoint } from './release-bars.ts';
import { StackedBars } from './stacked-bars.tsx';

// The same for every chart of a page, so that the releases of one stand under those of the other. Above: the panel's title.
// Right: half of the last release's name. Below: half of the axis' 0.
const margin = { top: 24, right: 20, bottom: 8, left: 0 };
const axisWidth = 48;
/** Without mousemove: see where it is used. */
const throttledEvents = ['touchmove', 'pointermove', 'scroll', 'wheel'] as const;

export interface ReleasePanel<Point> {
  readonly id: string;
  readonly title: string;
  /** Without the axis. */
  readonly height: number;
  /** From 0, or below it where a value is; the last is the top of the panel. */
  readonly ticks: readonly number[];
  /** Stacked, from the axis on. */
  readonly bars: readonly ReleaseBars<Point>[];
}

interface ReleasePanelsProps<Point extends ReleasePoint> {
  /** Names the chart among those of the page. */
  readonly id: string;
  /** In release order. */
  readonly points: readonly Point[];
  readonly panels: readonly ReleasePanel<Point>[];
  readonly legend: readonly LegendEntry[];
  /** Address of a rebase without its release, e.g. "/ports/tamago". */
  readonly base: string;
  /** What a release says when it is pointed at. */
  readonly tooltip: ReactElement;
}

/**
 * Aligned panels over one axis of releases, each with its own unit; a bar leads to its rebase. On a narrow screen they have the newest
 * releases alone, on the scale of all. Arrow keys go from bar to bar, and Enter follows one.
 */
export function ReleasePanels<Point extends ReleasePoint>(props: ReleasePanelsProps<Point>) {
  const { panels, base, points: all } = props;
  // As `max-sm` in class names.
  const isNarrow = useMedia('(max-width: 639px)');
  const points = useMemo(() => chooseNewest(all, isNarrow), [all, isNarrow]);
  const [active, setActive] = useState<string | null>(null);
  const router = useRouter();
  const open = (release: string) => router.push(`${base}/${release}`);
  const isTouched = useRef(false);
  const tapped = useRef<string | null>(null);
  /** A finger covers several bars, and shows nothing before it taps: the first tap tells what it has met, the next one opens it. */
  const press = (release: string) => {
    if (!isTouched.current || tapped.current === release) return open(release);
    tapped.current = release;
    return undefined;
  };
  return (
    <div
      onPointerDownCapture={({ pointerType }) => {
        isTouched.current = pointerType === 'touch';
      }}
      style={{ height: panels.reduce((sum, { height }) => sum + height, axisHeight) }}
    >
      {panels.map((panel, index) => (
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
            {...props}
            points={points}
            panel={panel}
            hasTooltip={active === panel.id}
            hasReleases={index === panels.length - 1}
            onPress={press}
            onOpen={open}
          />
        </div>
      ))}
    </div>
  );
}

function Panel<Point extends ReleasePoint>({
  id,
  points,
  panels,
  panel,
  legend,
  tooltip,
  hasTooltip,
  hasReleases,
  onPress,
  onOpen,
}: ReleasePanelsProps<Point> & {
  readonly panel: ReleasePanel<Point>;
  readonly hasTooltip: boolean;
  readonly hasReleases: boolean;
  readonly onPress: (release: string) => void;
  readonly onOpen: (release: string) => void;
}) {
  const isMouseless = useMedia('(hover: none)');
  const lineStarts = findLineStarts(points);
  // The tooltip stands on the foot of the highest panel, whichever panel is pointed at: it stays within the chart.
  const tooltipReach = Math.max(...panels.map(({ height }) => height));
  return (
    <ResponsiveContainer width="100%" height={panel.height + (hasReleases ? axisHeight : 0)}>
      <BarChart
        data={[...points]}
        margin={margin}
        syncId={id}
        title={panel.title}
        // What is tapped is not pointed at before: put off to the next frame, that would come after the tap, which then leads nowhere.
        throttledEvents={throttledEvents}
        onClick={({ activeLabel }) => {
          if (typeof activeLabel === 'string') onPress(activeLabel);
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
          tickFormatter={(release: string) =>
            points.find((point) => point.release === release)?.line ?? release
          }
          interval="preserveStart"
          minTickGap={14}
          tick={{ fill: 'var(--muted)', fontSize: 11, fontFamily: 'var(--font-mono)' }}
        />
        <YAxis
          includeHidden
          width={axisWidth}
          domain={[panel.ticks[0] ?? 0, panel.ticks.at(-1) ?? 1]}
          ticks={[...panel.ticks]}
          interval={0}
          axisLine={false}
          tickLine={false}
          tickFormatter={(value: number) => formatCount(value)}
          tick={{ fill: 'var(--muted)', fontSize: 11 }}
        />
        <Tooltip
          // What is tapped stays told, whatever a browser makes up of a mouse that there is not.
          trigger={isMouseless ? 'click' : 'hover'}
          cursor={{ fill: 'var(--soft)' }}
          isAnimationActive={false}
          includeHidden
          wrapperStyle={{ zIndex: 20 }}
          allowEscapeViewBox={{ x: false, y: true }}
          position={{ y: panel.height - tooltipReach }}
          content={hasTooltip ? tooltip : drawNothing}
        />
        {/* For Recharts to have something to point at: what it would draw is drawn below. */}
        <Bar dataKey={({ measure }: Point) => (measure === null ? null : 0)} hide />
        <StackedBars points={points} bars={panel.bars} legend={legend} />
        <OpenOnEnter onOpen={onOpen} />
      </BarChart>
    </ResponsiveContainer>
  );
}

/** Enter leads where a click does. Recharts tells what its arrow keys point at only to what stands in its chart. */
function OpenOnEnter({ onOpen }: { readonly onOpen: (release: string) => void }) {
  const label = useActiveTooltipLabel();
  const place = useRef<SVGGElement>(null);
  const open = useEffectEvent(({ key }: KeyboardEvent) => {
    if (key === 'Enter' && typeof label === 'string') onOpen(label);
  });
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    place.current?.ownerSVGElement?.addEventListener('keydown', (event) => open(event), { signal });
    return () => listening.abort();
  }, []);
  return <g ref={place} />;
}

/** In a panel that only follows the one that is pointed at. */
function drawNothing(): null {
  return null;
}
