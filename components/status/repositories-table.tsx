import { ActForm } from '#components/ui/act-form.tsx';
import { Age } from '#components/ui/age.tsx';
import { formatCount } from '#components/ui/format-count.ts';
import { Missing } from '#components/ui/missing.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import { repositoryUrl } from '#lib/domain/github-url.ts';
import type { PollView, RepositoryStatus } from '#lib/domain/status-view.ts';

import { findNextPoll, type PollPlan } from './describe-status.ts';

export function RepositoriesTable({
  repositories,
  server,
  plan,
  canPoll,
  now,
}: {
  readonly repositories: readonly RepositoryStatus[];
  /** Of GitHub, for links. */
  readonly server: string;
  readonly plan: PollPlan;
  /** Whether the reader may have any of them polled now. */
  readonly canPoll: boolean;
  readonly now: Date;
}) {
  return (
    <TableScroll label="Repositories">
      <table className="grid-table pin-first">
        <thead>
          <tr>
            <th scope="col">Repository</th>
            <th scope="col">
              <Term of="polling">Last complete listing</Term>
            </th>
            <th scope="col">Last poll</th>
            <th scope="col" className="num">
              Refs
            </th>
            <th scope="col" className="num">
              Changes
            </th>
            <th scope="col" className="num">
              REST requests · charged
            </th>
            <th scope="col">In the mirror since</th>
            <th scope="col">Next poll</th>
          </tr>
        </thead>
        <tbody>
          {repositories.map((repository) => (
            <Rows
              key={repository.id}
              repository={repository}
              server={server}
              plan={plan}
              canPoll={canPoll}
              now={now}
            />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Rows({
  repository,
  server,
  plan,
  canPoll,
  now,
}: {
  readonly repository: RepositoryStatus;
  readonly server: string;
  readonly plan: PollPlan;
  readonly canPoll: boolean;
  readonly now: Date;
}) {
  const { fullName, listedAt, fetchedAt, failures, polls, archived, goneAt } = repository;
  const [last] = polls;
  const reason = failures > 0 ? polls.find((poll) => poll.reason !== null)?.reason : undefined;
  return (
    <>
      <tr>
        <th scope="row">
          <a href={repositoryUrl({ server, repository: fullName })} className="link">
            {fullName}
          </a>
          {archived === true && <span className="text-muted"> (archived)</span>}
        </th>
        <td>
          <AgeOr date={listedAt} now={now} why="It has never been listed completely." />
        </td>
        <td>
          <LastPoll poll={last} failures={failures} now={now} />
        </td>
        <Counts poll={last} />
        <td>
          <AgeOr date={fetchedAt} now={now} why="It has never been fetched." />
        </td>
        <td>
          <span className="flex items-center gap-3">
            <NextPoll repository={repository} plan={plan} now={now} />
            {canPoll && plan.isPollOn && (
              <ActForm
                action="/status/poll-now"
                fields={{ repository: fullName }}
                label="Poll now"
                about={fullName}
              />
            )}
          </span>
        </td>
      </tr>
      {reason !== undefined && reason !== null && (
        <tr>
          <td colSpan={8} className="py-2! whitespace-normal!">
            <p className="max-w-prose border-l-2 border-worse pl-3">
              {goneAt !== null && (
                <>
                  Gone since <Age date={goneAt} now={now} />: deleted, made private, or closed to
                  us. What was measured stays.{' '}
                </>
              )}
              {reason}
            </p>
          </td>
        </tr>
      )}
    </>
  );
}

function LastPoll({
  poll,
  failures,
  now,
}: {
  readonly poll: PollView | undefined;
  readonly failures: number;
  readonly now: Date;
}) {
  if (poll === undefined) return <Missing why="It has never been polled." />;
  return (
    <>
      {poll.outcome === 'failed' && failures > 1 ? `failed ${failures} times, last` : poll.outcome}{' '}
      <span className="text-muted">
        <Age date={poll.finishedAt} now={now} />
      </span>
    </>
  );
}

function Counts({ poll }: { readonly poll: PollView | undefined }) {
  const why =
    poll === undefined ? 'It has never been polled.' : 'The last poll had no complete listing.';
  return (
    <>
      {[poll?.refs ?? null, poll?.changes ?? null].map((count, index) => (
        <td key={index === 0 ? 'refs' : 'changes'} className="num">
          {count === null ? <Missing why={why} /> : formatCount(count)}
        </td>
      ))}
      <td className="num">
        {poll === undefined ? (
          <Missing why={why} />
        ) : (
          `${formatCount(poll.restRequests)} · ${formatCount(poll.restCharged)}`
        )}
      </td>
    </>
  );
}

function NextPoll({
  repository,
  plan,
  now,
}: {
  readonly repository: RepositoryStatus;
  readonly plan: PollPlan;
  readonly now: Date;
}) {
  if (!plan.isPollOn) return <span className="text-muted">polling is off</span>;
  const next = findNextPoll(repository, plan);
  if (next === null || next <= now) return <>as soon as a worker is free</>;
  return <Age date={next} now={now} />;
}

function AgeOr({
  date,
  now,
  why,
}: {
  readonly date: Date | null;
  readonly now: Date;
  readonly why: string;
}) {
  return date === null ? <Missing why={why} /> : <Age date={date} now={now} />;
}
