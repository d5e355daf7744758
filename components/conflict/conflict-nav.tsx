import { PageLink } from '#components/ui/page-link.tsx';

/** To the conflicts before and after in the same rehearsal. */
export function ConflictNav({
  paths,
  path,
  urlOf,
}: {
  readonly paths: readonly string[];
  readonly path: string;
  readonly urlOf: (path: string) => string;
}) {
  const at = paths.indexOf(path);
  const previous = paths[at - 1];
  const next = paths[at + 1];
  if (paths.length < 2) return null;
  return (
    <nav
      aria-label="Conflicts of this rehearsal"
      className="flex items-baseline gap-4 text-sm text-muted"
    >
      <span className="num">
        {at + 1} of {paths.length} in conflict
      </span>
      {previous !== undefined && (
        <PageLink
          href={urlOf(previous)}
          rel="prev"
          title={previous}
          className="hover:text-ink hover:underline"
        >
          <span aria-hidden="true">← </span>previous
        </PageLink>
      )}
      {next !== undefined && (
        <PageLink
          href={urlOf(next)}
          rel="next"
          title={next}
          className="hover:text-ink hover:underline"
        >
          next<span aria-hidden="true"> →</span>
        </PageLink>
      )}
    </nav>
  );
}
