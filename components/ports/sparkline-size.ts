/** Of the history in a row of the table of ports, in CSS pixels. */
export const sparklineSize = { width: 120, height: 24 };
