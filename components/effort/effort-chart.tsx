'use client';

import { useMemo } from 'react';

import { ReleasePanels } from '#components/charts/release-panels.tsx';

import { effortHeights } from './effort-heights.ts';
import { effortLegend, effortSeries } from './effort-legend.ts';
import { EffortTooltip } from './effort-tooltip.tsx';
import { type PackedEffort, unpackEffort } from './packed-effort.ts';
import type { EffortPoint } from './prepare-effort.ts';

interface EffortChartProps {
  readonly effort: PackedEffort;
  /** Address of a rebase without its release, e.g. "/ports/tamago". */
  readonly base: string;
}

/** Every number in it is in the table beside it. */
export function EffortChart({ effort: packed, base }: EffortChartProps) {
  const effort = useMemo(() => unpackEffort(packed), [packed]);
  return (
    <ReleasePanels
      id="effort"
      points={effort.points}
      legend={effortLegend}
      panels={effort.panels.map((panel) => ({
        ...panel,
        height: effortHeights[panel.id],
        bars: [
          {
            key: panel.id,
            series: effortSeries[panel.id],
            colour: panel.colour,
            valueOf: ({ measure }: EffortPoint) => measure?.[panel.id] ?? null,
            isLabelled: true,
          },
        ],
      }))}
      base={base}
      tooltip={<EffortTooltip effort={effort} />}
    />
  );
}
