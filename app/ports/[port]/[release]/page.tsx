import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';

import { decodeParam } from '#app/decode-param.ts';
import { readSettings } from '#app/settings.ts';
import type { RebaseParams } from '#app/page-props.ts';
import { readPort } from '#app/ports/[port]/read-port.ts';
import { RebaseBody } from '#components/rebase/rebase-body.tsx';
import { RebaseFacts } from '#components/rebase/rebase-facts.tsx';
import { RebaseNav } from '#components/rebase/rebase-nav.tsx';
import { RebaseNotices } from '#components/rebase/rebase-notices.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import type { ReleaseKind } from '#lib/domain/go-release.ts';

import { readRebase } from './read-rebase.ts';

interface RebasePageProps {
  readonly params: RebaseParams;
}

export async function generateMetadata({ params }: RebasePageProps): Promise<Metadata> {
  const { port: slug, release } = await params;
  const port = await readPort(slug);
  const title = port === null ? 'No such port' : `${port.name} on ${decodeParam(release)}`;
  return { title };
}

const kindWords: Record<ReleaseKind, string> = {
  first: 'the first release of',
  patch: 'a patch release of',
  rc: 'a release candidate of',
  beta: 'a beta of',
};

export default async function RebasePage({ params }: RebasePageProps) {
  const { port: slug, release: param } = await params;
  const port = await readPort(slug);
  if (port === null) notFound();
  const wanted = decodeParam(param);
  const lookup = await readRebase(port.id, wanted);
  if (lookup.kind === 'unknown') notFound();
  const { detail } = lookup;
  const { rebase } = detail;
  if (rebase.release !== wanted) redirect(`/ports/${port.slug}/${rebase.release}`);
  const base = `/ports/${port.slug}`;
  const server = readSettings().githubServerUrl;
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
        <RebaseNav base={base} previous={detail.previous} next={detail.next} />
      </div>
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">
        {port.name} on <span className="font-mono text-[0.92em]">{rebase.release}</span>
      </h1>
      <p className="text-muted">
        {rebase.release} is {kindWords[rebase.kind]}{' '}
        <span className="font-mono text-xs">{rebase.line}</span>.
      </p>
      <RebaseNotices rebase={rebase} />
      <RebaseBody
        detail={detail}
        port={base}
        base={`${base}/${rebase.release}`}
        json={`/api/v1/ports/${port.slug}/rebases/${rebase.release}`}
        upstream={upstream}
        fork={fork}
        facts={<RebaseFacts detail={detail} upstream={upstream} fork={fork} />}
      />
    </main>
  );
}
