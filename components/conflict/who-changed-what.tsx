import type { ReactNode } from 'react';

import { formatCount, formatLines, formatPlural } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { Term } from '#components/ui/term.tsx';
import { type ConflictDetail, type ConflictTime, conflictUrl } from '#lib/domain/conflict-page.ts';
import type { ConflictReading, Side } from '#lib/domain/conflict-reading.ts';
import { clNumber } from '#lib/domain/culprit.ts';
import { commitUrl, fileUrl, type GithubRepository } from '#lib/domain/github-url.ts';

import { Revealed } from '#components/code/code-line.tsx';
import { describeChange, describeVersion } from './prepare-conflict.ts';

export interface ConflictFactsProps {
  readonly detail: ConflictDetail;
  /** Null: not read. */
  readonly reading: ConflictReading | null;
  /** Whether it is being read, and will be here in a moment. */
  readonly isAwaited: boolean;
  /** What the step that met this conflict made of it. Null: it is ahead. */
  readonly made: ConflictTime | null;
  /** The last time before that the port met this file in conflict. Null: never. */
  readonly last: ConflictTime | null;
  /** How often in all, this time not counted. */
  readonly timesBefore: number;
  /** Address of the port's page. */
  readonly port: string;
  /** Whether the address names a revision: then so do those of what belongs to it. */
  readonly isFrozen: boolean;
  readonly upstream: GithubRepository;
  readonly fork: GithubRepository;
}

/** Upstream's change with the commit that made the conflict, the port's change, and what came of it before. */
export function WhoChangedWhat(props: ConflictFactsProps) {
  const { detail, reading, isAwaited, made, port, isFrozen, upstream, fork } = props;
  const { rehearsal, conflict } = detail;
  const { path } = conflict;
  const links = {
    base: fileUrl(upstream, rehearsal.fromBaseSha, path),
    upstream: fileUrl(upstream, rehearsal.targetSha, path),
    port: fileUrl(fork, rehearsal.fromHeadSha, path),
  };
  const version = (side: Side): ReactNode => (
    <Version href={links[side]} facts={reading?.versions[side] ?? null} />
  );
  return (
    <div className="mt-5 grid divide-hairline rounded-lg border border-hairline text-sm max-lg:divide-y lg:grid-cols-3 lg:divide-x">
      <Part title="Upstream changed" side="upstream">
        <Change side="upstream" reading={reading} isAwaited={isAwaited} />
        <Culprit detail={detail} upstream={upstream} />
        <p className="mt-2 text-muted">
          Base {version('base')}
          <br />
          Upstream {version('upstream')}
        </p>
      </Part>
      <Part title="The port changed" side="port">
        <Change side="port" reading={reading} isAwaited={isAwaited} />
        <p className="text-muted">
          Its patch on{' '}
          <PageLink
            href={`${port}/${rehearsal.from}?${isFrozen ? `revision=${rehearsal.fromHeadSha}&` : ''}q=${encodeURIComponent(path)}`}
            className="link font-mono text-xs"
          >
            {rehearsal.from}
          </PageLink>
        </p>
        <p className="mt-2 text-muted">Port {version('port')}</p>
      </Part>
      <Part title={made === null ? 'The last time' : 'What the port did'} side={null}>
        {made !== null && (
          <p>
            <Resolution time={made} port={port} isFrozen={isFrozen} />
          </p>
        )}
        <LastTime {...props} />
      </Part>
    </div>
  );
}

function Part({
  title,
  side,
  children,
}: {
  readonly title: string;
  readonly side: 'upstream' | 'port' | null;
  readonly children: ReactNode;
}) {
  const colour = { upstream: 'bg-class-1', port: 'bg-class-2' };
  return (
    <section aria-label={title} className="px-4 py-3.5 md:px-[18px]">
      <h2 className="flex items-center gap-2 text-xs text-muted">
        {side !== null && (
          <span aria-hidden="true" className={`size-2 rounded-[2px] ${colour[side]}`} />
        )}
        {title}
      </h2>
      <div className="mt-1 space-y-0.5">{children}</div>
    </section>
  );
}

/** A line is kept free while the text is read, so that nothing moves when it comes. */
function Change({
  side,
  reading,
  isAwaited,
}: Pick<ConflictFactsProps, 'reading' | 'isAwaited'> & { readonly side: 'upstream' | 'port' }) {
  const text = describeChange(reading?.changes[side] ?? null);
  if (text === null && !isAwaited) {
    return (
      <p className="text-muted">
        How much: {reading === null ? 'not read yet' : 'not counted, for these are not two texts'}
      </p>
    );
  }
  return <p className="num min-h-6 text-xl font-semibold tracking-tight">{text}</p>;
}

function Version({
  href,
  facts,
}: {
  readonly href: string | null;
  readonly facts: ConflictReading['versions'][Side] | null;
}) {
  if (facts !== null && facts.kind === 'absent') return describeVersion(facts);
  const words = facts === null ? 'on GitHub' : describeVersion(facts);
  if (href === null) return words;
  return (
    <a href={href} className="link num">
      {words}
    </a>
  );
}

function Culprit({
  detail: { conflict, rehearsal },
  upstream,
}: {
  readonly detail: ConflictDetail;
  readonly upstream: GithubRepository;
}) {
  const { culprit, culpritReason, isMonotonic, isConfirmed, candidates, daysBeforeRelease } =
    conflict;
  if (culprit === null) {
    return (
      <p className="text-muted">
        No <Term of="culprit">culprit</Term>: {culpritReason}
      </p>
    );
  }
  const { sha, cl, author, subject, date } = culprit;
  const number = cl === null ? null : clNumber(cl);
  return (
    <>
      <p className="wrap-anywhere">
        <span className="text-muted">
          <Term of="culprit">Culprit</Term>{' '}
        </span>
        {subject !== null && <Revealed text={`${subject} `} />}
        <a href={commitUrl(upstream, sha)} className="link font-mono text-xs">
          {sha.slice(0, 10)}
        </a>
        {cl !== null && (
          <>
            {' '}
            <a href={cl} className="link whitespace-nowrap">
              {number === null ? 'review' : `CL ${number}`}
            </a>
          </>
        )}
      </p>
      <p className="text-muted">
        {author !== null && (
          <>
            <Revealed text={author} />,{' '}
          </>
        )}
        landed {formatDay(date)}
        {daysBeforeRelease !== null &&
          `, ${formatPlural(daysBeforeRelease, 'day')} before ${rehearsal.target}`}
      </p>
      <p className="text-muted">
        {candidates !== null &&
          `${formatPlural(candidates, 'commit')} of upstream since the base ${candidates === 1 ? 'names' : 'name'} the file. `}
        {isMonotonic === true && 'From the culprit on, every one conflicts, and none before it.'}
        {isMonotonic === false &&
          'An earlier one conflicted too, and a later one took that away again.'}
        {isConfirmed === true && ' Whole rehearsals at it and at its parent agree.'}
        {isConfirmed === false && (
          <>
            {' '}
            Whole rehearsals at it and at its parent <Term of="confirmed">do not agree</Term>.
          </>
        )}
        {culprit.foundBy === 'rehearsal' && ' Found by whole rehearsals, commit by commit.'}
      </p>
    </>
  );
}

function Resolution({
  time,
  port,
  isFrozen,
}: {
  readonly time: ConflictTime;
  readonly port: string;
  readonly isFrozen: boolean;
}) {
  const { release, headSha, handWork, reason } = time;
  const chosen = isFrozen ? `?revision=${headSha}` : '';
  const link = (
    <PageLink href={`${port}/${release}${chosen}#transition`} className="link font-mono text-xs">
      {release}
    </PageLink>
  );
  if (handWork === null) {
    return (
      <>
        On {link}; its hand work is not measured: {reason}
      </>
    );
  }
  const { insertions, deletions } = handWork;
  if (insertions + deletions === 0) {
    return <>On {link} it took one side as it was: no line of hand work in this file.</>;
  }
  return (
    <>
      On {link} it took <Term of="hand-work">hand work</Term> of{' '}
      {formatLines(insertions, deletions)} lines in this file.
    </>
  );
}

/** Of a permalink too it says what is known now. */
function LastTime({ detail, made, last, timesBefore, port, isFrozen }: ConflictFactsProps) {
  const { path } = detail.conflict;
  if (last === null) {
    return (
      <p className="text-muted">
        {made === null
          ? 'This file has never been in conflict before.'
          : 'It had never been in conflict before.'}
      </p>
    );
  }
  const href = conflictUrl(port, { from: last.from, onto: last.release, path });
  return (
    <>
      <p className={made === null ? '' : 'mt-2 text-muted'}>
        {made !== null && 'The time before: '}
        <Resolution time={last} port={port} isFrozen={false} />
      </p>
      <p className="text-muted">
        <PageLink href={href} className="link">
          That conflict
        </PageLink>{' '}
        was from {last.from} to {last.release}
        {timesBefore > 1 && `, the last of ${formatCount(timesBefore)} before this one`}.
        {isFrozen && ' That is as it is now, and may change.'}
      </p>
    </>
  );
}
