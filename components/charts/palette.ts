// Which subsystem has which colour, everywhere: colour belongs to the thing. Four can be told apart by everyone; the rest are "other".
import type { Subsystem } from '#lib/domain/subsystem.ts';

export interface PaletteClass {
  readonly id: 'runtime' | 'syscall' | 'net' | 'os' | 'other';
  readonly label: string;
  /** A CSS variable of app/globals.css, so that both themes are served. */
  readonly colour: string;
  /** Null: everything that no other class takes. */
  readonly subsystem: Subsystem | null;
}

/** In the order in which they are stacked, from the axis on. */
export const CLASSES: readonly PaletteClass[] = [
  { id: 'runtime', label: 'runtime', colour: 'var(--class-1)', subsystem: 'runtime' },
  { id: 'syscall', label: 'syscall', colour: 'var(--class-2)', subsystem: 'syscall' },
  { id: 'net', label: 'net', colour: 'var(--class-3)', subsystem: 'net' },
  { id: 'os', label: 'os', colour: 'var(--class-4)', subsystem: 'os' },
  { id: 'other', label: 'other', colour: 'var(--class-other)', subsystem: null },
];

export const otherClass: PaletteClass = {
  id: 'other',
  label: 'other',
  colour: 'var(--class-other)',
  subsystem: null,
};

export function classOf(subsystem: Subsystem): PaletteClass {
  return CLASSES.find((each) => each.subsystem === subsystem) ?? otherClass;
}

export interface Shade {
  readonly fill: string;
  /** Of a cell of it, with the number that stands on it: app/globals.css. */
  readonly className: string;
}

/** Of a heat table, least to most: one hue, and more is more contrast with the ground in both themes. */
export const SHADES: readonly Shade[] = [
  { fill: 'var(--heat-1)', className: 'heat-1' },
  { fill: 'var(--heat-2)', className: 'heat-2' },
  { fill: 'var(--heat-3)', className: 'heat-3' },
  { fill: 'var(--heat-4)', className: 'heat-4' },
  { fill: 'var(--heat-5)', className: 'heat-5' },
  { fill: 'var(--heat-6)', className: 'heat-6' },
];
