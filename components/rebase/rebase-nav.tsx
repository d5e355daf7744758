import { comparisonQuery } from '#components/compare/prepare-comparison.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import type { PairRevisions } from '#lib/domain/release-pair.ts';

/** To the rebases before and after, in release order, and to what changed since the one before. */
export function RebaseNav({
  base,
  release,
  previous,
  next,
  frozen,
}: {
  /** Address of the port's page. */
  readonly base: string;
  readonly release: string;
  readonly previous: string | null;
  readonly next: string | null;
  /** Heads of this rebase and, where the step to it was measured, of the one before then. Null: the page shows what holds now. */
  readonly frozen: PairRevisions | null;
}) {
  return (
    <nav aria-label="Neighbouring rebases" className="flex flex-wrap gap-x-4 text-sm text-muted">
      {previous !== null && (
        <PageLink
          href={`${base}/compare${comparisonQuery({ from: previous, to: release, ...frozen })}`}
          className="hover:text-ink hover:underline"
        >
          Compare with <span className="font-mono text-xs">{previous}</span>
          {frozen?.fromRevision === null && ' as it is now'}
        </PageLink>
      )}
      {frozen !== null && (previous !== null || next !== null) && <span>As they are now:</span>}
      {previous !== null && (
        <PageLink
          href={`${base}/${previous}`}
          rel="prev"
          className="hover:text-ink hover:underline"
        >
          <span aria-hidden="true">← </span>
          <span className="font-mono text-xs">{previous}</span>
        </PageLink>
      )}
      {next !== null && (
        <PageLink href={`${base}/${next}`} rel="next" className="hover:text-ink hover:underline">
          <span className="font-mono text-xs">{next}</span>
          <span aria-hidden="true"> →</span>
        </PageLink>
      )}
    </nav>
  );
}
