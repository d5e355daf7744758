import type { BurdenPanel } from './prepare-burden.ts';

export const panelHeights: Readonly<Record<BurdenPanel['id'], number>> = {
  patch: 168,
  touch: 168,
  files: 112,
};

/** Of the releases under the last panel. */
export const axisHeight = 24;

/** Room that the chart takes, so that nothing jumps when it arrives. */
export const burdenChartHeight =
  panelHeights.patch + panelHeights.touch + panelHeights.files + axisHeight;
