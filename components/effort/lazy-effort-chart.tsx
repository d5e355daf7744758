'use client';

import { whenNear } from '#components/charts/when-near.tsx';

import { effortChartHeight } from './effort-heights.ts';

export const LazyEffortChart = whenNear(
  () => import('./effort-chart.tsx').then((module) => module.EffortChart),
  effortChartHeight,
);
