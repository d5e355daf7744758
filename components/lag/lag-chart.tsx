'use client';

import { useMemo } from 'react';

import { ReleasePanels } from '#components/charts/release-panels.tsx';

import { lagHeight } from './lag-height.ts';
import { lagLegend } from './lag-legend.ts';
import { LagTooltip } from './lag-tooltip.tsx';
import { type PackedLag, unpackLag } from './packed-lag.ts';
import type { LagPoint } from './prepare-lag.ts';

interface LagChartProps {
  readonly lag: PackedLag;
  /** Address of a rebase without its release, e.g. "/ports/tamago". */
  readonly base: string;
}

/** Every number in it is in the table of all rebases. */
export function LagChart({ lag, base }: LagChartProps) {
  const points = useMemo(() => unpackLag(lag), [lag]);
  return (
    <ReleasePanels
      id="lag"
      points={points}
      legend={lagLegend}
      panels={[
        {
          id: 'lag',
          title: 'days',
          height: lagHeight,
          ticks: lag.ticks,
          bars: [
            {
              key: 'lag',
              series: 'lag',
              colour: 'var(--better)',
              valueOf: ({ measure }: LagPoint) => measure?.days ?? null,
              isZeroDrawn: true,
              isLabelled: true,
            },
          ],
        },
      ]}
      base={base}
      tooltip={<LagTooltip points={points} />}
    />
  );
}
