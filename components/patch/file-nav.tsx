import { PageLink } from '#components/ui/page-link.tsx';
import { formatCount } from '#components/ui/format-count.ts';

/** To the files before and after in git's order. */
export function FileNav({
  position,
  count,
  previous,
  next,
}: {
  /** From 0. */
  readonly position: number;
  readonly count: number;
  /** Null: it is the first, or last. */
  readonly previous: NeighbourFile | null;
  readonly next: NeighbourFile | null;
}) {
  return (
    <nav aria-label="Files of this patch" className="flex items-baseline gap-4 text-sm text-muted">
      <span className="num">
        {formatCount(position + 1)} of {formatCount(count)} files
      </span>
      {previous !== null && (
        <PageLink
          href={previous.href}
          rel="prev"
          title={previous.path}
          className="hover:text-ink hover:underline"
        >
          <span aria-hidden="true">← </span>previous
        </PageLink>
      )}
      {next !== null && (
        <PageLink
          href={next.href}
          rel="next"
          title={next.path}
          className="hover:text-ink hover:underline"
        >
          next<span aria-hidden="true"> →</span>
        </PageLink>
      )}
    </nav>
  );
}

export interface NeighbourFile {
  readonly path: string;
  readonly href: string;
}
