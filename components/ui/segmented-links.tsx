import { PageLink } from './page-link.tsx';

export interface Segment {
  readonly href: string;
  readonly label: string;
  /** How many there are behind it. */
  readonly count?: number | undefined;
  readonly isCurrent: boolean;
}

/** One choice among few, kept in the URL; or `isMany`, each taken or left by itself. */
export function SegmentedLinks({
  label,
  isMany = false,
  segments,
}: {
  readonly label: string;
  readonly isMany?: boolean;
  readonly segments: readonly Segment[];
}) {
  return (
    <div className="scroll-edges is-always-wide max-w-full">
      <nav aria-label={label} className="scroll-x">
        <ul className="inline-flex divide-x divide-hairline rounded-md border border-hairline text-xs">
          {segments.map((segment, place) => (
            <li
              key={segment.href}
              // Where not all have room, what is chosen is in sight.
              className={
                segment.isCurrent && place > 0 ? '[scroll-initial-target:nearest]' : undefined
              }
            >
              <PageLink
                href={segment.href}
                scroll={false}
                aria-current={segment.isCurrent ? 'true' : undefined}
                className="flex h-7 items-center gap-1.5 px-2.5 whitespace-nowrap text-muted hover:text-ink aria-[current]:bg-soft aria-[current]:font-medium aria-[current]:text-ink"
              >
                {isMany && <span aria-hidden="true">{segment.isCurrent ? '✓' : '+'}</span>}
                {segment.label}
                {segment.count !== undefined && <span className="num">{segment.count}</span>}
              </PageLink>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
