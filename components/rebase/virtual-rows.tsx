'use client';

import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, Fragment, useLayoutEffect, useRef, useState } from 'react';

import { FileTableRow } from './file-table-row.tsx';
import { FirstRows } from './first-rows.tsx';
import type { FileRow } from './prepare-files.ts';
import { estimateHeight } from './row-heights.ts';
import { RowGap } from './row-gap.tsx';

/** Beyond the window's edges, above and below: so far the keys go before the next are drawn. */
const overscan = 15;

/** Draws the rows in sight of the window, those around them and the one that has the focus; the rest is room. */
export function VirtualRows({
  rows,
  base,
}: {
  readonly rows: readonly FileRow[];
  readonly base: string;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  /** Of the rows, in the document. Null: not known yet. */
  const [top, setTop] = useState<number | null>(null);
  /** How high the rows are that came with the page, by path. */
  const [measured, setMeasured] = useState<ReadonlyMap<string, number | undefined>>(new Map());
  const [came] = useState(rows);
  const [focused, setFocused] = useState<number | null>(null);
  useLayoutEffect(() => {
    const look = () => {
      const box = body.current?.getBoundingClientRect();
      if (box !== undefined) setTop(Math.round(box.top + window.scrollY));
    };
    look();
    const drawn = body.current?.querySelectorAll('tr:not(.row-gap)') ?? [];
    const heights = Array.from(drawn, (row) => row.getBoundingClientRect().height);
    setMeasured(new Map(came.map(({ path }, index) => [path, heights[index]])));
    // Whatever grows above the rows moves them, and makes the page longer.
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [came]);
  // oxlint-disable-next-line react/incompatible-library -- what it returns goes to nobody that remembers it
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => {
      const row = rows[index];
      return row === undefined ? 0 : (measured.get(row.path) ?? estimateHeight(row));
    },
    getItemKey: (index) => rows[index]?.path ?? index,
    overscan,
    // Before that is known, rows that turn out higher would seem to be above what is in sight, and the page be scrolled for them.
    enabled: top !== null,
    scrollMargin: top ?? 0,
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      if (focused === null || focused >= range.count || drawn.includes(focused)) return drawn;
      return [...drawn, focused].toSorted((a, b) => a - b);
    },
  });
  if (top === null) return <FirstRows ref={body} rows={rows} base={base} />;
  const items = virtualizer.getVirtualItems();
  const end = (items.at(-1)?.end ?? top) - top;
  return (
    // It only looks where the focus is: links take it, not the rows.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <tbody
      ref={body}
      onFocus={(event) => setFocused(rowIndexOf(event.target))}
      onBlur={(event) => setFocused(nextFocused(event))}
    >
      {items.map(({ index, start, key }, place) => {
        const row = rows[index];
        return (
          row && (
            <Fragment key={key}>
              <RowGap height={start - (items[place - 1]?.end ?? top)} />
              <FileTableRow
                ref={virtualizer.measureElement}
                row={row}
                base={base}
                data-index={index}
                aria-rowindex={index + 2}
              />
            </Fragment>
          )
        );
      })}
      <RowGap height={virtualizer.getTotalSize() - end} />
    </tbody>
  );
}

function rowIndexOf(element: Element): number | null {
  const index = element.closest<HTMLElement>('tr[data-index]')?.dataset['index'];
  return index === undefined ? null : Number(index);
}

function nextFocused({ relatedTarget }: FocusEvent): number | null {
  return relatedTarget instanceof Element ? rowIndexOf(relatedTarget) : null;
}
