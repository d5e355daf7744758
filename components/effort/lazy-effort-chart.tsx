'use client';

import dynamic from 'next/dynamic';

import { effortChartHeight } from './effort-heights.ts';
import type { PackedEffort } from './packed-effort.ts';

// As for the burden chart: it comes after the page, into room that is kept for it.
const EffortChart = dynamic(
  () => import('./effort-chart.tsx').then((module) => module.EffortChart),
  {
    ssr: false,
    loading: () => <div style={{ height: effortChartHeight }} />,
  },
);

export function LazyEffortChart(props: { readonly effort: PackedEffort; readonly base: string }) {
  return <EffortChart {...props} />;
}
