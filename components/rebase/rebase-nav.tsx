import { PageLink } from '#components/ui/page-link.tsx';

/** To the rebases before and after, in release order, and to what changed since the one before. */
export function RebaseNav({
  base,
  release,
  previous,
  next,
}: {
  /** Address of the port's page. */
  readonly base: string;
  readonly release: string;
  readonly previous: string | null;
  readonly next: string | null;
}) {
  return (
    <nav aria-label="Neighbouring rebases" className="flex flex-wrap gap-x-4 text-sm text-muted">
      {previous !== null && (
        <PageLink
          href={`${base}/compare?from=${previous}&to=${release}`}
          className="hover:text-ink hover:underline"
        >
          Compare with <span className="font-mono text-xs">{previous}</span>
        </PageLink>
      )}
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
