'use client';

import { burdenChartHeight } from './panel-heights.ts';
import { whenNear } from './when-near.tsx';

export const LazyBurdenChart = whenNear(
  () => import('./burden-chart.tsx').then((module) => module.BurdenChart),
  burdenChartHeight,
);
