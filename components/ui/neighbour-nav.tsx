import type { ReactNode } from 'react';

import { PageLink } from './page-link.tsx';

export interface Neighbour {
  readonly href: string;
  /** What stands there, in full. */
  readonly title: string;
}

/** To what stands before and after in the same list. */
export function NeighbourNav({
  label,
  place,
  previous,
  next,
}: {
  readonly label: string;
  /** Where this one stands: "3 of 12 files". */
  readonly place: ReactNode;
  /** Null: it is the first, or last. */
  readonly previous: Neighbour | null;
  readonly next: Neighbour | null;
}) {
  const look = 'hover:text-ink hover:underline';
  return (
    <nav aria-label={label} className="flex items-baseline gap-4 text-sm text-muted">
      <span className="num">{place}</span>
      {previous !== null && (
        <PageLink href={previous.href} rel="prev" title={previous.title} className={look}>
          <span aria-hidden="true">← </span>previous
        </PageLink>
      )}
      {next !== null && (
        <PageLink href={next.href} rel="next" title={next.title} className={look}>
          next<span aria-hidden="true"> →</span>
        </PageLink>
      )}
    </nav>
  );
}
