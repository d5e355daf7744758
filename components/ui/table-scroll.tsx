import type { ReactNode } from 'react';

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
  /** Of one that is still, and far down: how high it is in rows of one line, head and foot included. It has that room until it comes near, on a phone. */
  readonly rows?: number;
  readonly children: ReactNode;
}) {
  const order = isNewestFirst ? 'newest-first' : '';
  const width = isAlwaysWide ? 'is-always-wide' : '';
  const Section = isStill ? StillSection : 'section';
  return (
    <div className={`scroll-edges ${order} ${width}`}>
      {/* A box that scrolls must take the focus, or the keyboard cannot scroll it. */}
      <Section
        id={id}
        aria-label={`${label}, table`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={`scroll-x ${rows === undefined ? '' : 'comes-near'}`}
        style={
          rows === undefined
            ? undefined
            : { containIntrinsicBlockSize: `auto ${rows * rowHeight}px` }
        }
      >
        {children}
      </Section>
    </div>
  );
}
