'use client';

import { useMemo } from 'react';

import { burdenLegend } from './burden-legend.ts';
import { BurdenTooltip } from './burden-tooltip.tsx';
import { panelHeights } from './panel-heights.ts';
import { type DrawnBurden, type PackedBurden, unpackBurden } from './packed-burden.ts';
import type { BurdenPanel, BurdenPoint } from './prepare-burden.ts';
import type { ReleaseBars } from './release-bars.ts';
import { ReleasePanels } from './release-panels.tsx';

interface BurdenChartProps {
  readonly burden: PackedBurden;
  /** Address of a rebase without its release, e.g. "/ports/tamago". */
  readonly base: string;
}

/** Every number in it is in the table beside it. */
export function BurdenChart({ burden: packed, base }: BurdenChartProps) {
  const burden = useMemo(() => unpackBurden(packed), [packed]);
  return (
    <ReleasePanels
      id="burden"
      points={burden.points}
      legend={burdenLegend(burden.classes)}
      panels={burden.panels.map((panel) => ({
        ...panel,
        height: panelHeights[panel.id],
        bars: barsOf(panel, burden),
      }))}
      base={base}
      tooltip={<BurdenTooltip burden={burden} />}
    />
  );
}

function barsOf(
  { id }: BurdenPanel,
  { classes }: DrawnBurden,
): readonly ReleaseBars<BurdenPoint>[] {
  if (id === 'files') {
    return [
      {
        key: 'touched',
        series: 'touched',
        colour: 'var(--better)',
        valueOf: (at) => at.measure?.touch.files ?? null,
      },
      {
        key: 'own',
        series: 'own',
        colour: 'var(--class-other)',
        valueOf: ({ measure }) =>
          measure === null ? null : measure.patch.files - measure.touch.files,
      },
    ];
  }
  return classes.map((each, index) => ({
    key: each.label,
    series: each.id,
    colour: each.colour,
    valueOf: ({ measure }) => measure?.[id].classLines[index] ?? null,
  }));
}
