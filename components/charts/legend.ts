// What a legend names, and how what is drawn says which of its entries it belongs to.

export interface LegendEntry {
  readonly id: string;
  readonly label: string;
  /** A CSS variable of app/globals.css. */
  readonly colour: string;
  /** What it looks like in the chart. */
  readonly mark: 'square' | 'swatch' | 'bar' | 'thin-bar' | 'line';
  /** Begins a group of its own. */
  readonly isApart?: boolean;
}

/** app/globals.css has a rule for each. */
export const mostLegendEntries = 14;

/** Class names of something that belongs to these entries; it fades while another entry is pointed at. */
export function seriesClass(legend: readonly LegendEntry[], ...ids: readonly string[]): string {
  const places = ids.map((id) => legend.findIndex((entry) => entry.id === id));
  return ['series', ...places.filter((place) => place >= 0).map((at) => `series-${at}`)].join(' ');
}

/** Bars of full width and of less: both kinds of releases, as `ReleaseBar` draws them. */
export const releaseEntries: readonly LegendEntry[] = [
  { id: 'first', label: 'first release', colour: 'var(--muted)', mark: 'bar', isApart: true },
  { id: 'patch-release', label: 'patch release', colour: 'var(--muted)', mark: 'thin-bar' },
];
