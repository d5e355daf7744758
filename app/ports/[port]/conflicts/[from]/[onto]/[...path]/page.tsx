import type { Metadata } from 'next';

import { chosenHead } from '#app/chosen-head.ts';
import { NoSuchPage } from '#app/no-such-page.tsx';
import type { ConflictParams, SearchParams } from '#app/page-props.ts';
import { readPort } from '#app/ports/[port]/read-port.ts';
import { readSettings } from '#app/settings.ts';
import { canonical } from '#app/share-metadata.ts';
import { Revealed } from '#components/code/code-line.tsx';
import { ConflictNav } from '#components/conflict/conflict-nav.tsx';
import { ConflictText } from '#components/conflict/conflict-text.tsx';
import { describeConflict } from '#components/conflict/prepare-conflict.ts';
import { OwnClone } from '#components/code/own-clone.tsx';
import { UnreadText } from '#components/code/unread-text.tsx';
import { WhoChangedWhat } from '#components/conflict/who-changed-what.tsx';
import { Age } from '#components/ui/age.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { formatDay } from '#components/ui/format-date.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { Term } from '#components/ui/term.tsx';
import { listConflictTimes } from '#lib/db/read/list-conflict-times.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { type ConflictRehearsal, conflictUrl } from '#lib/domain/conflict-page.ts';
import { CONFLICT_TYPES } from '#lib/domain/conflict-type.ts';
import { commitUrl, repositoryUrl } from '#lib/domain/github-url.ts';
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';
import { conflictCommands } from '#lib/domain/rehearsal-commands.ts';

import { askForText } from './ask-for-text.ts';
import { nameOf, readConflict } from './read-conflict.ts';

interface ConflictPageProps {
  readonly params: ConflictParams;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({
  params,
  searchParams,
}: ConflictPageProps): Promise<Metadata> {
  const name = nameOf(await params);
  const { from, onto, path } = name;
  const port = await readPort((await params).port);
  if (port === null) return { title: 'No such port' };
  const title = `${path}: ${port.name} from ${from} onto ${onto}`;
  const revision = chosenHead((await searchParams)['revision']);
  const lookup = await readConflict(port.id, name, { revision });
  if (lookup.kind === 'unknown') return { title };
  // In whichever view, and however the release is spelled.
  const { from: release, fromHeadSha } = lookup.detail.rehearsal;
  const named = { ...name, from: release, revision: revision === null ? null : fromHeadSha };
  return { title, alternates: canonical(conflictUrl(`/ports/${port.slug}`, named)) };
}

const meanings = new Map<string, string>(CONFLICT_TYPES.map(({ id, meaning }) => [id, meaning]));

export default async function ConflictPage({ params, searchParams }: ConflictPageProps) {
  const port = await readPort((await params).port);
  if (port === null) return <NoSuchPage />;
  const name = nameOf(await params);
  const query = await searchParams;
  const revision = chosenHead(query['revision']);
  const lookup = await readConflict(port.id, name, { revision });
  if (lookup.kind === 'unknown') return <NoSuchPage />;
  const { rehearsal, conflict, paths } = lookup.detail;
  const now = new Date();
  const [text, times] = await Promise.all([
    askForText(lookup.detail, port, now),
    listConflictTimes(pageDatabase(), port.id, {
      path: conflict.path,
      rehearsalId: rehearsal.id,
    }),
  ]);
  const made = times.find(({ rehearsalId }) => rehearsalId === rehearsal.id) ?? null;
  const before = times.filter(({ order }) => order < orderOf(rehearsal));
  const base = `/ports/${port.slug}`;
  const server = readSettings().githubServerUrl;
  const upstream = { server, repository: port.upstream.fullName };
  const fork = { server, repository: port.fork.fullName };
  const { from, target, targetSha, targetDate } = rehearsal;
  const view = query['view'] === 'sides' ? 'sides' : 'merged';
  const address = conflictUrl(base, { ...name, path: conflict.path, revision });
  const chosen = (head: string) => (revision === null ? '' : `?revision=${head}`);
  return (
    // Of a screen at least: what is below it stays there when the code comes.
    <main id="main" className="page min-h-screen">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <Breadcrumb
          steps={[
            { href: '/', label: 'Ports' },
            { href: base, label: port.slug },
            made === null
              ? { href: `${base}/forecast`, label: 'forecast' }
              : {
                  href: `${base}/${made.release}${chosen(made.headSha)}#transition`,
                  label: made.release,
                },
          ]}
          here="conflict"
        />
        <ConflictNav
          paths={paths}
          path={conflict.path}
          urlOf={(path) => conflictUrl(base, { ...name, path, revision })}
        />
      </div>
      <h1 className="mt-1 text-2xl font-semibold tracking-tight wrap-anywhere">
        <Revealed text={conflict.path} />
      </h1>
      <p className="mt-0.5 text-muted">
        <Term of="conflict-types">{describeConflict(conflict)}</Term> in {conflict.subsystem}:{' '}
        <PageLink
          href={`${base}/${from}${chosen(rehearsal.fromHeadSha)}`}
          className="link font-mono text-xs"
        >
          {from}
        </PageLink>{' '}
        <Term of="rehearsal">rehearsed</Term> onto{' '}
        {target === 'tip' ? 'tip' : <span className="font-mono text-xs">{target}</span>} (
        <a href={commitUrl(upstream, targetSha)} className="link font-mono text-xs">
          {targetSha.slice(0, 10)}
        </a>
        {targetDate !== null && ` of ${formatDay(targetDate)}`}),{' '}
        {rehearsal.isRecorded ? 'recorded' : 'made'} <Age date={rehearsal.rehearsedAt} now={now} />.{' '}
        {meanings.get(conflict.type)}{' '}
        <PageLink
          href={conflictUrl(base, {
            from,
            onto: targetSha,
            path: conflict.path,
            revision: rehearsal.fromHeadSha,
          })}
          className="link"
        >
          Permalink
        </PageLink>
      </p>
      <WhoChangedWhat
        detail={lookup.detail}
        reading={text.kind === 'read' ? text.reading : null}
        isAwaited={text.kind === 'waiting'}
        made={made}
        last={before[0] ?? null}
        timesBefore={before.length}
        port={base}
        isFrozen={revision !== null}
        upstream={upstream}
        fork={fork}
      />
      <section aria-labelledby="code" className="mt-10">
        <h2 id="code" className="text-lg font-semibold tracking-tight">
          The code
        </h2>
        {text.kind === 'read' ? (
          <ConflictText
            reading={text.reading}
            conflict={conflict}
            names={{
              base: from,
              upstream: target,
              port: `on ${from}`,
            }}
            view={view}
            address={address}
          />
        ) : (
          <UnreadText of="conflict" unread={text} address={address} now={now} />
        )}
      </section>
      <OwnClone
        isCodeThere={text.kind !== 'waiting'}
        commands={conflictCommands(
          {
            upstreamUrl: repositoryUrl(upstream),
            forkUrl: repositoryUrl(fork),
            baseSha: rehearsal.fromBaseSha,
            headSha: rehearsal.fromHeadSha,
            targetSha,
          },
          conflict,
          paths.length,
        )}
      />
    </main>
  );
}

/** Tip comes after every release. */
function orderOf({ target }: ConflictRehearsal): number {
  const release = parseGoRelease(target);
  return release === null ? Number.MAX_SAFE_INTEGER : releaseOrder(release);
}
