import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';

import { decodeParam } from '#app/decode-param.ts';
import { readSettings } from '#app/settings.ts';
import type { RebaseParams, SearchParams } from '#app/page-props.ts';
import { readPort } from '#app/ports/[port]/read-port.ts';
import { shareMetadata } from '#app/share-metadata.ts';
import { RebaseBody } from '#components/rebase/rebase-body.tsx';
import { RebaseFacts } from '#components/rebase/rebase-facts.tsx';
import { RebaseNav } from '#components/rebase/rebase-nav.tsx';
import { RebaseNotices } from '#components/rebase/rebase-notices.tsx';
import { MeasuredAge } from '#components/ui/measured-age.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import type { ReleaseKind } from '#lib/domain/go-release.ts';

import { readRebase } from './read-rebase.ts';

interface RebasePageProps {
  readonly params: RebaseParams;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({
  params,
  searchParams,
}: RebasePageProps): Promise<Metadata> {
  const { port: slug, release: param } = await params;
  const port = await readPort(slug);
  if (port === null) return { title: 'No such port' };
  const release = decodeParam(param);
  const { revision } = await searchParams;
  const chosen = typeof revision === 'string' ? `?revision=${encodeURIComponent(revision)}` : '';
  const page = `/ports/${port.slug}/${encodeURIComponent(release)}`;
  return {
    title: `${port.name} on ${release}`,
    description: `What ${port.name} changes in ${release} of Go: how much, where, and what kind of edits.`,
    ...shareMetadata({
      path: `${page}${chosen}`,
      picture: `${page}/og.png${chosen}`,
      alt: `${port.name} on ${release}: its size beside that of the other rebases`,
    }),
  };
}

const kindWords: Record<ReleaseKind, string> = {
  first: 'the first release of',
  patch: 'a patch release of',
  rc: 'a release candidate of',
  beta: 'a beta of',
};

export default async function RebasePage({ params, searchParams }: RebasePageProps) {
  const { port: slug, release: param } = await params;
  const port = await readPort(slug);
  if (port === null) notFound();
  const wanted = decodeParam(param);
  const { revision = null } = await searchParams;
  const wantedHead = typeof revision === 'string' ? revision : null;
  const lookup = await readRebase(port.id, wanted, wantedHead);
  if (lookup.kind !== 'found') notFound();
  const { detail } = lookup;
  const { rebase } = detail;
  const base = `/ports/${port.slug}`;
  const page = `${base}/${rebase.release}`;
  const chosen = wantedHead === null ? '' : `?revision=${rebase.head.sha}`;
  if (rebase.release !== wanted) redirect(`${page}${chosen}`);
  const { githubServerUrl: server, baseUrl } = readSettings();
  const upstream = { server, repository: port.upstream.fullName };
  const fork = { server, repository: port.fork.fullName };
  return (
    <main id="main" className="page">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <Breadcrumb
          steps={[
            { href: '/', label: 'Ports' },
            { href: base, label: port.slug },
          ]}
          here={rebase.release}
        />
        <RebaseNav
          base={base}
          release={rebase.release}
          previous={detail.previous}
          next={detail.next}
        />
      </div>
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">
        {port.name} on <span className="font-mono text-[0.92em]">{rebase.release}</span>
      </h1>
      <p className="text-muted">
        {rebase.release} is {kindWords[rebase.kind]}{' '}
        <span className="font-mono text-xs">{rebase.line}</span>.{' '}
        <MeasuredAge sources={[rebase.source]} now={new Date()} />
      </p>
      <RebaseNotices detail={detail} page={page} />
      <RebaseBody
        detail={detail}
        port={base}
        base={`${page}${chosen}`}
        api={(ending) => `/api/v1${base}/rebases/${rebase.release}${ending}${chosen}`}
        upstream={upstream}
        fork={fork}
        facts={
          <RebaseFacts detail={detail} page={`${baseUrl}${page}`} upstream={upstream} fork={fork} />
        }
      />
    </main>
  );
}
