import { CopyButton } from '#components/ui/copy-button.tsx';
import { Day } from '#components/ui/day.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { formatCount } from '#components/ui/format-count.ts';
import { formatDay, formatMinute } from '#components/ui/format-date.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { Term } from '#components/ui/term.tsx';
import { commitUrl, type GithubRepository } from '#lib/domain/github-url.ts';
import type { NamedCommit, RebaseDetail } from '#lib/domain/rebase-view.ts';

export function RebaseFacts({
  detail: { rebase, origin, earlier },
  page,
  upstream,
  fork,
}: {
  readonly detail: RebaseDetail;
  /** Whole address of the rebase's page, without a query. */
  readonly page: string;
  readonly upstream: GithubRepository;
  readonly fork: GithubRepository;
}) {
  const { base, head, sums, releasedAt, publishedAt } = rebase;
  const permalink = `${page}?revision=${head.sha}`;
  return (
    <Facts>
      <Fact name={<Term of="rebase">Base, upstream</Term>}>
        {base === null ? 'none: upstream has no such tag' : <Commit at={upstream} commit={base} />}
      </Fact>
      <Fact name={<Term of="rebase">Head, fork</Term>}>
        <Commit at={fork} commit={head} />
      </Fact>
      <Fact name={<Term of="commits">Commits</Term>}>
        {sums === null ? '–' : <span className="num">{formatCount(sums.commits)}</span>}
      </Fact>
      <Fact name={<Term of="dates">Released</Term>}>
        <Day date={releasedAt} why="Upstream has no such tag, or its commit is not here yet." />
      </Fact>
      <Fact name={<Term of="dates">Published</Term>}>
        <Day date={publishedAt} why="The commit is not in the mirror yet." />
      </Fact>
      <Fact name={<Term of="measured">Measured</Term>}>
        {origin.measuredAt === null ? 'not yet' : formatMinute(origin.measuredAt)}
      </Fact>
      {origin.gitVersion !== null && (
        <Fact name={<Term of="measured">Measured with</Term>}>
          git {origin.gitVersion.replace(/^git version /, '')}
          {origin.methodVersion !== null && `, method ${origin.methodVersion}`}
        </Fact>
      )}
      {earlier.length > 0 && (
        <Fact name={<Term of="revision">Earlier heads</Term>} isWide>
          <ul className="leading-6">
            {earlier.map(({ head: old, seenAt }) => (
              <li key={old.sha}>
                <Commit at={fork} commit={old} />{' '}
                <span className="text-muted">seen {formatDay(seenAt)},</span>{' '}
                <PageLink href={`?revision=${old.sha}`} className="link">
                  as it was
                </PageLink>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact name={<Term of="revision">Permalink</Term>} isWide>
        <span className="flex items-start gap-3">
          <code className="min-w-0 font-mono text-xs leading-7 wrap-anywhere">{permalink}</code>
          <CopyButton text={permalink} what="the permalink to this revision" />
        </span>
      </Fact>
    </Facts>
  );
}

function Commit({
  at,
  commit: { sha, ref },
}: {
  readonly at: GithubRepository;
  readonly commit: NamedCommit;
}) {
  return (
    <>
      <a href={commitUrl(at, sha)} className="link font-mono text-xs">
        {sha.slice(0, 12)}
      </a>{' '}
      <span className="font-mono text-xs text-muted">
        {ref.replace(/^refs\/(heads|tags)\//, '')}
      </span>
    </>
  );
}
