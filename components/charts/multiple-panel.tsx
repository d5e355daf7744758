import { formatCount } from '#components/ui/format-count.ts';

import { type Multiple, type Multiples, multiplesSize } from './prepare-multiples.ts';

const { width, height } = multiplesSize;

/** One port in front, the others behind it in grey, on the scale that all share. */
export function MultiplePanel({
  panel,
  multiples: { panels, ticks, ends },
  label,
}: {
  readonly panel: Multiple;
  readonly multiples: Multiples;
  /** What it shows, for those who do not see it. */
  readonly label: string;
}) {
  const shown = ticks.length > 4 ? ticks.filter((_, index) => index % 2 === 0) : ticks;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
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
        .filter((other) => other !== panel)
        .map(({ slug, path }) => (
          <path key={slug} d={path} fill="none" stroke="var(--edge)" strokeOpacity="0.5" />
        ))}
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
