import { BreakablePath } from '#components/ui/breakable-path.tsx';
import { Day } from '#components/ui/day.tsx';
import { formatCount } from '#components/ui/format-count.ts';
import { Missing } from '#components/ui/missing.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import { clNumber } from '#lib/domain/culprit.ts';
import { commitUrl, type GithubRepository } from '#lib/domain/github-url.ts';
import type { ConflictView } from '#lib/domain/transition-view.ts';

/** Where a path conflicted before. */
export interface LastTime {
  readonly release: string;
  readonly href: string;
}

/** Paths in conflict, each with the upstream commit that made it so. */
export function ConflictsTable({
  conflicts,
  upstream,
  label,
  hasRelease,
  lastTimes,
  urlOf,
}: {
  readonly conflicts: readonly ConflictView[];
  readonly upstream: GithubRepository;
  /** Names the table, e.g. "Conflicts with go1.26.0". */
  readonly label: string;
  /** False for tip: nobody knows yet how many days before a release it is. */
  readonly hasRelease: boolean;
  /** By path. Left out: not asked. */
  readonly lastTimes?: ReadonlyMap<string, LastTime>;
  /** Address of the page of one of them. */
  readonly urlOf: (path: string) => string;
}) {
  return (
    <TableScroll isStill label={label}>
      <table className="grid-table pin-first tight-when-narrow">
        <thead>
          <tr>
            <th scope="col">Path</th>
            <th scope="col">
              <Term of="conflict-types">Type</Term>
            </th>
            <th scope="col" className="num">
              <Term of="rehearsal">Hunks</Term>
            </th>
            <th scope="col">
              <Term of="culprit">Culprit</Term>
            </th>
            <th scope="col">Landed</th>
            {hasRelease && (
              <th scope="col" className="num">
                Days before release
              </th>
            )}
            {lastTimes !== undefined && <th scope="col">Last time</th>}
          </tr>
        </thead>
        <tbody>
          {conflicts.map((conflict) => (
            <tr key={conflict.path}>
              <th
                scope="row"
                className="truncate font-mono text-xs max-sm:min-w-36 max-sm:max-w-36 max-sm:py-1.5! max-sm:whitespace-normal! max-sm:wrap-anywhere"
                title={conflict.path}
              >
                <PageLink href={urlOf(conflict.path)} className="quiet-link">
                  <BreakablePath path={conflict.path} />
                </PageLink>
              </th>
              <td>{conflict.type}</td>
              <td className="num">
                {conflict.hunks === null ? (
                  <Missing why="Git leaves no conflict markers for a conflict of this type." />
                ) : (
                  formatCount(conflict.hunks)
                )}
              </td>
              <td className="max-w-110 truncate max-sm:max-w-60 [&_a]:inline-block [&_a]:py-1">
                <Culprit conflict={conflict} upstream={upstream} />
              </td>
              <td>
                <Day
                  date={conflict.culprit?.date ?? null}
                  why={conflict.culpritReason ?? 'not known'}
                />
              </td>
              {hasRelease && (
                <td className="num">
                  {conflict.daysBeforeRelease === null ? (
                    <Missing
                      why={conflict.culpritReason ?? 'The date of the release is not known.'}
                    />
                  ) : (
                    formatCount(conflict.daysBeforeRelease)
                  )}
                </td>
              )}
              {lastTimes !== undefined && (
                <td>
                  <LastTimeLink last={lastTimes.get(conflict.path)} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function LastTimeLink({ last }: { readonly last: LastTime | undefined }) {
  if (last === undefined) return <span className="text-muted">never before</span>;
  return (
    <PageLink href={last.href} className="link inline-block py-1 font-mono text-xs">
      {last.release}
    </PageLink>
  );
}

function Culprit({
  conflict: { culprit, culpritReason, isMonotonic, isConfirmed },
  upstream,
}: {
  readonly conflict: ConflictView;
  readonly upstream: GithubRepository;
}) {
  if (culprit === null) return <Missing why={culpritReason ?? 'not known'} />;
  const { sha, cl, author, subject } = culprit;
  const number = cl === null ? null : clNumber(cl);
  return (
    <>
      <a href={commitUrl(upstream, sha)} className="link font-mono text-xs">
        {sha.slice(0, 10)}
      </a>
      {cl !== null && (
        <>
          {' '}
          <a href={cl} className="link">
            {number === null ? 'review' : `CL ${number}`}
          </a>
        </>
      )}
      {isMonotonic === false && (
        <span className="text-muted">
          {' '}
          <Term of="culprit">not the first</Term>
        </span>
      )}
      {isConfirmed === false && (
        <span className="text-muted">
          {' '}
          <Term of="confirmed">not confirmed by a whole rehearsal</Term>
        </span>
      )}
      {subject !== null && (
        <span className="text-muted" title={author === null ? subject : `${subject} (${author})`}>
          {' '}
          {subject}
        </span>
      )}
    </>
  );
}
