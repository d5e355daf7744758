/** A number above its bar. */
export function BarLabel({
  labels,
  x = 0,
  y = 0,
  width = 0,
  index = -1,
}: {
  /** Of the bars that are drawn. Null: this one has none. */
  readonly labels: readonly (string | null)[];
  /** Recharts sets these: the bar's place, and which one it is. */
  readonly x?: number | string;
  readonly y?: number | string;
  readonly width?: number | string;
  readonly index?: number;
}) {
  const text = labels[index];
  if (text === null || text === undefined) return null;
  return (
    <text
      x={Number(x) + Number(width) / 2}
      y={Number(y) - 4}
      textAnchor="middle"
      fill="var(--muted)"
      fontSize={11}
      className="max-md:hidden"
    >
      {text}
    </text>
  );
}
