'use client';

import { type ReactNode, useRef, useState } from 'react';

import { ChartDownloads } from './chart-downloads.tsx';
import { ChartLegend } from './chart-legend.tsx';
import type { LegendEntry } from './legend.ts';

interface ChartFrameProps {
  /** Names the chart among those of the page. */
  readonly id: string;
  /** What it shows, as a sentence without a full stop. */
  readonly finding: string;
  /** E.g. "lines". */
  readonly unit: string;
  /** How it is read. */
  readonly note: ReactNode;
  readonly legend: readonly LegendEntry[];
  /** Name of what is downloaded, without its ending. */
  readonly file: string;
  /** False: there is nothing to draw, and so no picture of it. */
  readonly isDrawn?: boolean;
  /** Addresses of the same numbers in other forms, by what they are called. */
  readonly links: readonly { readonly label: string; readonly href: string }[];
  /** What is chosen for this chart alone. */
  readonly controls?: ReactNode;
  /** The same numbers as a table, where it stands under the chart. */
  readonly table?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What all charts have in common: the finding, its unit, a legend that highlights, the numbers, and the chart as a file. */
export function ChartFrame({
  id,
  finding,
  unit,
  note,
  legend,
  file,
  isDrawn = true,
  links,
  controls,
  table,
  className = '',
  children,
}: ChartFrameProps) {
  const figure = useRef<HTMLElement>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const [pressed, setPressed] = useState<string | null>(null);
  const lit = legend.findIndex((entry) => entry.id === (pointed ?? pressed));
  return (
    <figure
      ref={figure}
      aria-labelledby={id}
      className={`${className} ${lit < 0 ? '' : `highlights-${lit}`}`}
    >
      <figcaption>
        <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1 sm:flex-nowrap">
          <h2 id={id} data-picture="title" className="num text-lg font-semibold tracking-tight">
            {finding}
          </h2>
          <div className="flex gap-3 text-xs text-muted *:py-1 max-sm:flex-wrap sm:ml-auto">
            {links.map(({ label, href }) => (
              <a key={label} href={href} className="link">
                {label}
              </a>
            ))}
            {isDrawn && <ChartDownloads figure={figure} file={file} />}
          </div>
        </div>
        <p data-picture="note" className="mt-0.5 text-sm text-muted">
          In {unit}. {note}
        </p>
        {controls}
        {legend.length > 0 && (
          <ChartLegend
            entries={legend}
            pressed={pressed}
            onPoint={setPointed}
            onPress={setPressed}
          />
        )}
      </figcaption>
      <div data-picture="plot" className="mt-4">
        {children}
      </div>
      {table}
    </figure>
  );
}
