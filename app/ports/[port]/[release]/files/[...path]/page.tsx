import type { Metadata } from 'next';
import { redirect } from 'next/navigation';

import { decodeParam } from '#app/decode-param.ts';
import { chosenHead } from '#app/chosen-head.ts';
import { NoSuchPage } from '#app/no-such-page.tsx';
import type { FileParams, SearchParams } from '#app/page-props.ts';
import { readPort } from '#app/ports/[port]/read-port.ts';
import { readSettings } from '#app/settings.ts';
import { canonical } from '#app/share-metadata.ts';
import { Revealed } from '#components/code/code-line.tsx';
import { OwnClone } from '#components/code/own-clone.tsx';
import { UnreadText } from '#components/code/unread-text.tsx';
import { FileFacts } from '#components/patch/file-facts.tsx';
import { PatchText } from '#components/patch/patch-text.tsx';
import { filesChoiceUrl, isNarrowed, parseFilesChoice } from '#components/rebase/files-choice.ts';
import { chooseFiles } from '#components/rebase/prepare-files.ts';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { formatCount } from '#components/ui/format-count.ts';
import { MeasuredAge } from '#components/ui/measured-age.tsx';
import { NeighbourNav } from '#components/ui/neighbour-nav.tsx';
import { repositoryUrl } from '#lib/domain/github-url.ts';
import type { FileChange } from '#lib/domain/measurement.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { filePatchCommands, filePatchUrl } from '#lib/domain/patch-page.ts';

import { askForPatch } from './ask-for-patch.ts';
import { readFile } from './read-file.ts';

interface FilePageProps {
  readonly params: FileParams;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params, searchParams }: FilePageProps): Promise<Metadata> {
  const { port: slug, release, path } = await params;
  const port = await readPort(slug);
  if (port === null) return { title: 'No such port' };
  const title = `${path.map(decodeParam).join('/')}: ${port.name} on ${decodeParam(release)}`;
  const wantedHead = chosenHead((await searchParams)['revision']);
  const lookup = await readFile(port.id, await params, wantedHead);
  if (lookup.kind !== 'found') return { title };
  const { detail, file } = lookup.found;
  const rebaseUrl = rebaseUrlOf(port.slug, detail.rebase, wantedHead);
  // In whichever view.
  return { title, alternates: canonical(filePatchUrl(rebaseUrl, file.path)) };
}

/** With its revision, where the URL names one. */
function rebaseUrlOf(slug: string, { release, head }: RebaseView, wantedHead: string | null) {
  return `/ports/${slug}/${release}${wantedHead === null ? '' : `?revision=${head.sha}`}`;
}

export default async function FilePage({ params, searchParams }: FilePageProps) {
  const port = await readPort((await params).port);
  if (port === null) return <NoSuchPage />;
  const query = await searchParams;
  const { revision, view: wantedView } = query;
  const wantedHead = chosenHead(revision);
  const lookup = await readFile(port.id, await params, wantedHead);
  if (lookup.kind !== 'found') return <NoSuchPage />;
  const { found } = lookup;
  const { detail, file } = found;
  const { rebase } = detail;
  const { release, base, head } = rebase;
  const portUrl = `/ports/${port.slug}`;
  const rebaseUrl = rebaseUrlOf(port.slug, rebase, wantedHead);
  const choice = parseFilesChoice(query);
  const chosen = chooseFiles(detail.files, choice);
  const isChosen = chosen.includes(file);
  // The files that this one was come to through, and where they are listed.
  const files = isChosen ? chosen : detail.files;
  const listUrl = isChosen ? filesChoiceUrl(rebaseUrl, choice) : rebaseUrl;
  const place = files.indexOf(file);
  const view = wantedView === 'sides' ? 'sides' : 'unified';
  const address = filePatchUrl(listUrl, file.path, view);
  if (release !== decodeParam((await params).release)) redirect(address);
  if (base === null) return <NoSuchPage />;
  const now = new Date();
  const text = await askForPatch(found, port, now);
  const server = readSettings().githubServerUrl;
  const upstream = { server, repository: port.upstream.fullName };
  const fork = { server, repository: port.fork.fullName };
  const neighbour = (at: FileChange | undefined) => {
    if (at === undefined) return null;
    return { title: at.path, href: filePatchUrl(listUrl, at.path, view) };
  };
  return (
    // Of a screen at least: what is below it stays there when the code comes.
    <main id="main" className="page min-h-screen">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <Breadcrumb
          steps={[
            { href: '/', label: 'Ports' },
            { href: portUrl, label: port.slug },
            { href: `${listUrl}#files`, label: release },
          ]}
          here="file"
        />
        <NeighbourNav
          label="Files of this patch"
          place={`${formatCount(place + 1)} of ${formatCount(files.length)} ${isChosen && isNarrowed(choice) ? 'chosen files' : 'files'}`}
          previous={neighbour(files[place - 1])}
          next={neighbour(files[place + 1])}
        />
      </div>
      <h1 className="mt-1 font-mono text-xl font-semibold tracking-tight wrap-anywhere">
        <Revealed text={file.path} />
      </h1>
      <FileFacts
        file={file}
        rebaseUrl={rebaseUrl}
        places={{ fork, headSha: head.sha, upstream, baseSha: base.sha }}
        age={<MeasuredAge sources={[rebase.source]} now={now} />}
      />
      <section aria-labelledby="patch" className="mt-8">
        <h2 id="patch" className="text-lg font-semibold tracking-tight">
          What {port.name} changes in it on {release}
        </h2>
        {text.kind === 'read' ? (
          <PatchText
            reading={text.reading}
            file={file}
            names={{ base: release, head: `on ${release}` }}
            view={view}
            urlOf={(each) => filePatchUrl(listUrl, file.path, each)}
          />
        ) : (
          <UnreadText of="patch" unread={text} address={address} now={now} />
        )}
      </section>
      <OwnClone
        isCodeThere={text.kind !== 'waiting'}
        commands={filePatchCommands(
          {
            upstreamUrl: repositoryUrl(upstream),
            forkUrl: repositoryUrl(fork),
            baseSha: base.sha,
            headSha: head.sha,
          },
          file,
        )}
      />
    </main>
  );
}
