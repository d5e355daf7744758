'use client';

import { useRouter } from 'next/navigation';
import { type PointerEvent, useRef, useState } from 'react';

import { formatCount, formatPlural } from '#components/ui/format-count.ts';

import { seriesClass } from './legend.ts';
import { multiplesLegend } from './multiples-legend.ts';
import { type Multiple, type Multiples, multiplesSize } from './prepare-multiples.ts';

const { width, height } = multiplesSize;

interface MultiplePanelProps {
  readonly panel: Multiple;
  readonly multiples: Multiples;
  /** What it shows, for those who do not see it. */
  readonly label: string;
  /** One, and many. */
  readonly unit: readonly [string, string];
}

/** One port in front, the others behind it in grey, on the scale that all share; a point leads to its rebase. */
export function MultiplePanel({ panel, multiples, label, unit }: MultiplePanelProps) {
  const router = useRouter();
  const [place, setPlace] = useState<number | null>(null);
  const { points, slug } = panel;
  const point = place === null ? undefined : points[place];
  const last = points.length - 1;
  /** By a finger, which shows nothing before it taps: the first tap tells what it has met, the next one opens it. */
  const isFirstTap = useRef(false);
  const open = () => {
    if (point !== undefined) router.push(`/ports/${slug}/${point.release}`);
  };
  const placeAt = (x: number) => {
    const distances = points.map((each) => Math.abs(each.x - x));
    return distances.indexOf(Math.min(...distances));
  };
  const pointedAt = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect();
    return placeAt(((clientX - box.left) / box.width) * width);
  };
  if (last < 0) {
    return <Drawing panel={panel} multiples={multiples} label={label} place={null} />;
  }
  return (
    // Its arrow keys go from release to release, as those of the charts of a port do.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="application"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="relative cursor-pointer"
      onPointerMove={(event) => setPlace(pointedAt(event))}
      onPointerDown={(event) => {
        const pointed = pointedAt(event);
        isFirstTap.current = event.pointerType === 'touch' && pointed !== place;
        setPlace(pointed);
      }}
      onPointerLeave={({ pointerType }) => {
        if (pointerType !== 'touch') setPlace(null);
      }}
      onBlur={() => setPlace(null)}
      onClick={() => {
        if (!isFirstTap.current) open();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') open();
        if (event.key === 'Escape') setPlace(null);
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        const next = place === null ? (step > 0 ? 0 : last) : place + step;
        setPlace(Math.min(last, Math.max(0, next)));
      }}
    >
      <Drawing panel={panel} multiples={multiples} label={null} place={place} />
      {point !== undefined && (
        <output
          className="chart-tip not-in-picture pointer-events-none absolute bottom-full z-20 block rounded-md border border-hairline bg-float px-3 py-1.5 text-xs whitespace-nowrap shadow-lg"
          style={{
            left: `${(point.x / width) * 100}%`,
            transform: `translateX(-${(point.x / width) * 100}%)`,
          }}
        >
          <span className="font-mono font-medium">{point.release}</span>{' '}
          <span className="num">{formatPlural(point.value, ...unit)}</span>
        </output>
      )}
    </div>
  );
}

function Drawing({
  panel,
  multiples,
  label,
  place,
}: Omit<MultiplePanelProps, 'unit' | 'label'> & {
  /** Null: it stands in something that says it. */
  readonly label: string | null;
  /** Of the point that is pointed at. */
  readonly place: number | null;
}) {
  const { panels, ticks, ends } = multiples;
  const legend = multiplesLegend(multiples);
  // Every other, and 0 among them.
  const zero = ticks.findIndex(({ value }) => value === 0);
  const shown =
    ticks.length > 4 ? ticks.filter((_, index) => Math.abs(index - zero) % 2 === 0) : ticks;
  const point = place === null ? undefined : panel.points[place];
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      {...(label === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      className="block h-auto w-full"
      fontSize="11"
      fill="var(--muted)"
    >
      {shown.map(({ value, y }) => (
        <g key={value}>
          <line x1="44" x2={width - 8} y1={y} y2={y} stroke="var(--hairline)" />
          <text x="38" y={y + 4} textAnchor="end" className="num">
            {formatCount(value)}
          </text>
        </g>
      ))}
      {panels
        .filter((other) => other.slug !== panel.slug)
        .map(({ slug, path }) => (
          <path
            key={slug}
            d={path}
            className={`behind ${seriesClass(legend, slug)}`}
            fill="none"
            stroke="var(--edge)"
            strokeOpacity="0.5"
          />
        ))}
      <g className={seriesClass(legend, panel.slug)}>
        <path
          d={panel.path}
          fill="none"
          stroke="var(--better)"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
        {panel.dots.map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r="2.5" fill="var(--better)" />
        ))}
      </g>
      {point !== undefined && (
        <g className="not-in-picture">
          <line x1={point.x} x2={point.x} y1={8} y2={height - 18} stroke="var(--edge)" />
          <circle cx={point.x} cy={point.y} r="3.5" fill="var(--better)" stroke="var(--ground)" />
        </g>
      )}
      {ends !== null && (
        <g className="font-mono">
          <text x="44" y={height - 3}>
            {ends.first}
          </text>
          {ends.last !== ends.first && (
            <text x={width - 8} y={height - 3} textAnchor="end">
              {ends.last}
            </text>
          )}
        </g>
      )}
    </svg>
  );
}
