import type { ReactNode } from 'react';

import { NearSection } from './near-section.tsx';
import { StillSection } from './still-section.tsx';

/** Of one line, in CSS pixels: as `.grid-table` of app/globals.css has it. */
const rowHeight = 36;

/** Lets a wide table scroll sideways on a narrow screen, by keyboard as well. */
export function TableScroll({
  id,
  label,
  isNewestFirst = false,
  isAlwaysWide = false,
  isStill = false,
  rows,
  height = rows === undefined ? undefined : rows * rowHeight,
  children,
}: {
  /** For links to it. */
  readonly id?: string;
  readonly label: string;
  /** Its columns go from old to new: what does not fit is out of sight on the left. */
  readonly isNewestFirst?: boolean;
  /** Scrolls on a wide screen too. */
  readonly isAlwaysWide?: boolean;
  /** It may be long, and holds nothing but text and plain links: no part of it listens to anything. */
  readonly isStill?: boolean;
  /** Of one that is far down: how high it is in rows of one line, head and foot included. It has that room until it comes near, on a phone. */
  readonly rows?: number;
  /** The same in CSS pixels, where rows have more lines. */
  readonly height?: number;
  readonly children: ReactNode;
}) {
  const order = isNewestFirst ? 'newest-first' : '';
  const width = isAlwaysWide ? 'is-always-wide' : '';
  const Section = isStill ? StillSection : height === undefined ? 'section' : NearSection;
  return (
    <div className={`scroll-edges ${order} ${width}`}>
      {/* A box that scrolls must take the focus, or the keyboard cannot scroll it. */}
      <Section
        id={id}
        aria-label={`${label}, table`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={`scroll-x ${height === undefined ? '' : 'comes-near'}`}
        style={height === undefined ? undefined : { containIntrinsicBlockSize: `auto ${height}px` }}
      >
        {children}
      </Section>
    </div>
  );
}
