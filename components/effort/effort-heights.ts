import { axisHeight } from '#components/charts/panel-heights.ts';

import type { EffortPanel } from './prepare-effort.ts';

export const effortHeights: Readonly<Record<EffortPanel['id'], number>> = {
  conflicts: 96,
  adaptation: 128,
  own: 96,
  pressure: 96,
};

/** Room that the chart takes, so that nothing jumps when it arrives. */
export const effortChartHeight =
  Object.values(effortHeights).reduce((sum, height) => sum + height, 0) + axisHeight;
