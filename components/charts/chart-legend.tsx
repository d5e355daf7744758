'use client';

import type { LegendEntry } from './legend.ts';

interface ChartLegendProps {
  readonly entries: readonly LegendEntry[];
  /** Id of the entry that stays highlighted. Null: none. */
  readonly pressed: string | null;
  readonly onPoint: (id: string | null) => void;
  readonly onPress: (id: string | null) => void;
}

/** Pointing at an entry, or reaching it by keyboard, highlights its series; pressing it keeps it so. */
export function ChartLegend({ entries, pressed, onPoint, onPress }: ChartLegendProps) {
  return (
    <ul
      aria-label="Legend"
      className="mt-2 -ml-1.5 flex flex-wrap gap-x-1 gap-y-0.5 text-xs text-muted"
    >
      {entries.map((entry) => (
        <li key={entry.id} className={entry.isApart ? 'sm:ml-3' : ''}>
          <button
            type="button"
            aria-pressed={entry.id === pressed}
            data-legend={entry.mark}
            className="legend-entry flex h-6 items-center gap-1.5 rounded-sm px-1.5 hover:bg-soft hover:text-ink aria-pressed:bg-soft aria-pressed:font-medium aria-pressed:text-ink"
            onClick={() => onPress(entry.id === pressed ? null : entry.id)}
            onKeyDown={({ key }) => {
              if (key === 'Escape') onPress(null);
            }}
            onPointerEnter={({ pointerType }) => {
              if (pointerType === 'mouse') onPoint(entry.id);
            }}
            onPointerLeave={() => onPoint(null)}
            onFocus={({ currentTarget }) => {
              if (currentTarget.matches(':focus-visible')) onPoint(entry.id);
            }}
            onBlur={() => onPoint(null)}
          >
            <Mark entry={entry} />
            {entry.label}
          </button>
        </li>
      ))}
    </ul>
  );
}

const shapes: Readonly<Record<LegendEntry['mark'], string>> = {
  square: 'size-2.5 rounded-[2px]',
  swatch: 'h-3 w-5 rounded-[2px]',
  bar: 'h-3 w-2',
  'thin-bar': 'h-3 w-1 opacity-70',
  line: 'h-0.5 w-3',
};

function Mark({ entry: { mark, colour } }: { readonly entry: LegendEntry }) {
  return <span aria-hidden="true" className={shapes[mark]} style={{ backgroundColor: colour }} />;
}
