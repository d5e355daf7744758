import type { Metadata } from 'next';
import { redirect } from 'next/navigation';

import { decodeParam } from '#app/decode-param.ts';
import { readSettings } from '#app/settings.ts';
import { chosenHead } from '#app/chosen-head.ts';
import { NoSuchPage } from '#app/no-such-page.tsx';
import { queryOf, type RebaseParams, type SearchParams } from '#app/page-props.ts';
import { readPort } from '#app/ports/[port]/read-port.ts';
import { canonical, shareMetadata } from '#app/share-metadata.ts';
import { prepareRebaseVerdict } from '#components/rebase/prepare-rebase-verdict.ts';
import { RebaseBody } from '#components/rebase/rebase-body.tsx';
import { RebaseFacts } from '#components/rebase/rebase-facts.tsx';
import { RebaseNav } from '#components/rebase/rebase-nav.tsx';
import { RebaseNotices } from '#components/rebase/rebase-notices.tsx';
import { MeasuredAge } from '#components/ui/measured-age.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import type { ReleaseKind } from '#lib/domain/go-release.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import type { RebaseDetail } from '#lib/domain/rebase-view.ts';
import type { PairRevisions } from '#lib/domain/release-pair.ts';

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
  const head = chosenHead(revision);
  const lookup = await readRebase(port.id, release, head);
  // Nothing is said of where it would be.
  if (lookup.kind !== 'found') return { title: `${port.name} on ${release}` };
  // Of a head that is named by its first digits the address is that with all of them.
  const whole = lookup.detail.rebase.head.sha;
  const chosen = head === null ? '' : `?revision=${whole}`;
  const page = `/ports/${port.slug}/${encodeURIComponent(release)}`;
  return {
    title: `${port.name} on ${release}`,
    description: describe(port, lookup.detail),
    alternates: canonical(`${page}${chosen}`),
    ...shareMetadata({
      path: `${page}${chosen}`,
      picture: `${page}/og.png${chosen}`,
      alt: `${port.name} on ${release}: its size beside that of the other rebases`,
    }),
  };
}

function describe({ name }: PortView, { rebase }: RebaseDetail): string {
  const { release, sums } = rebase;
  if (sums === null) return `${name} on ${release} is not measured.`;
  const { lag, patch, touch } = prepareRebaseVerdict(rebase, sums);
  return `${name} on ${release}. Lag: ${lag.title}. Patch: ${patch.title}. Touch surface: ${touch.title}.`;
}

/** The step is from the rebase before, unless that one came later. */
function frozenPair({ rebase, transition, previous }: RebaseDetail): PairRevisions {
  return {
    fromRevision: transition?.from === previous ? (transition?.fromHeadSha ?? null) : null,
    toRevision: rebase.head.sha,
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
  if (port === null) return <NoSuchPage />;
  const wanted = decodeParam(param);
  const { revision } = await searchParams;
  const wantedHead = chosenHead(revision);
  const lookup = await readRebase(port.id, wanted, wantedHead);
  if (lookup.kind !== 'found') return <NoSuchPage />;
  const { detail } = lookup;
  const { rebase } = detail;
  const base = `/ports/${port.slug}`;
  const page = `${base}/${rebase.release}`;
  const chosen = wantedHead === null ? '' : `?revision=${rebase.head.sha}`;
  if (rebase.release !== wanted) redirect(`${page}${queryOf(await searchParams)}`);
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
          frozen={wantedHead === null ? null : frozenPair(detail)}
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
        isFrozen={wantedHead !== null}
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
