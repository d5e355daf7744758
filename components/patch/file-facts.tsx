import type { ReactNode } from 'react';

import { Revealed } from '#components/code/code-line.tsx';
import { filesUrl } from '#components/rebase/files-url.ts';
import type { FilePlaces } from '#components/rebase/to-file-rows.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { Term } from '#components/ui/term.tsx';
import { capitalize } from '#lib/domain/capitalize.ts';
import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import { fileUrl } from '#lib/domain/github-url.ts';
import type { CopiedFrom, FileChange } from '#lib/domain/measurement.ts';
import { subsystemSlug } from '#lib/domain/subsystem.ts';

import { describeLines } from './prepare-patch.ts';

const kindLabels = new Map<string, string>(FILE_KINDS.map(({ id, label }) => [id, label]));

/** What the measurement says of the file, and where each version of it is. */
export function FileFacts({
  file,
  rebaseUrl,
  places: { fork, headSha, upstream, baseSha },
  age,
}: {
  readonly file: FileChange;
  /** Address of the rebase's page. */
  readonly rebaseUrl: string;
  readonly places: FilePlaces & { readonly baseSha: string };
  /** Of the measurement. */
  readonly age: ReactNode;
}) {
  const { path, previousPath, status, kind, subsystem, copiedFrom, unmeasuredReason } = file;
  const baseUrl = status === 'added' ? null : fileUrl(upstream, baseSha, previousPath ?? path);
  const headUrl = status === 'deleted' ? null : fileUrl(fork, headSha, path);
  return (
    <div className="mt-0.5 text-muted">
      <p>
        {capitalize(status)},{' '}
        <PageLink href={filesUrl(rebaseUrl, `kind=${kind}`)} className="link">
          {kindLabels.get(kind) ?? kind}
        </PageLink>{' '}
        in{' '}
        <PageLink
          href={filesUrl(rebaseUrl, `subsystem=${subsystemSlug(subsystem)}`)}
          className="link"
        >
          {subsystem}
        </PageLink>
        : <span className="num text-ink">{describeLines(file)}</span>.{' '}
        {(baseUrl !== null || headUrl !== null) && 'On GitHub: '}
        {baseUrl !== null && (
          <a href={baseUrl} className="link">
            the file of upstream
          </a>
        )}
        {baseUrl !== null && headUrl !== null && ', '}
        {headUrl !== null && (
          <a href={headUrl} className="link">
            the file of the port
          </a>
        )}
        {(baseUrl !== null || headUrl !== null) && '. '}
        {age}
      </p>
      {copiedFrom !== null && (
        <CopyNote from={copiedFrom} url={fileUrl(upstream, copiedFrom.release, copiedFrom.path)} />
      )}
      {unmeasuredReason !== null && <p>{unmeasuredReason}</p>}
    </div>
  );
}

function CopyNote({
  from: { path, release, similarity },
  url,
}: {
  readonly from: CopiedFrom;
  readonly url: string | null;
}) {
  const name = <Revealed text={path} />;
  return (
    <p className="wrap-anywhere">
      <Term of="copied">Copied</Term>: <span className="num">{similarity} %</span> of it is{' '}
      {url === null ? (
        <span className="font-mono text-xs">{name}</span>
      ) : (
        <a href={url} className="link font-mono text-xs">
          {name}
        </a>
      )}{' '}
      of <span className="font-mono text-xs">{release}</span>; to git’s two trees it is a new file
      all the same.
    </p>
  );
}
