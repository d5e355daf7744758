'use client';

import { whenNear } from '#components/charts/when-near.tsx';

import { lagChartHeight } from './lag-height.ts';

export const LazyLagChart = whenNear(
  () => import('./lag-chart.tsx').then((module) => module.LagChart),
  lagChartHeight,
);
