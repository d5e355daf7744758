import type { ReactNode } from 'react';

/** Lets a wide table scroll sideways on a narrow screen, by keyboard as well. */
export function TableScroll({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    // A box that scrolls must take the focus, or the keyboard cannot scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={`${label}, table`} tabIndex={0} className="scroll-x">
      {children}
    </section>
  );
}
