'use client';

import dynamic from 'next/dynamic';

import type { PackedBurden } from './packed-burden.ts';
import { burdenChartHeight } from './panel-heights.ts';

// Recharts is far larger than the rest of the page: it comes after it, into room that is kept for it.
const BurdenChart = dynamic(
  () => import('./burden-chart.tsx').then((module) => module.BurdenChart),
  {
    ssr: false,
    loading: () => <div style={{ height: burdenChartHeight }} />,
  },
);

export function LazyBurdenChart(props: { readonly burden: PackedBurden; readonly base: string }) {
  return <BurdenChart {...props} />;
}
