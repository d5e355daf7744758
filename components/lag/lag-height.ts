import { axisHeight } from '#components/charts/panel-heights.ts';

export const lagHeight = 128;

/** Room that the chart takes, so that nothing jumps when it arrives. */
export const lagChartHeight = lagHeight + axisHeight;
