import type { ReactNode } from 'react';

import type { FileParams } from '#app/page-props.ts';
import { readPort } from '#app/ports/[port]/read-port.ts';
import { type Help, HelpProvider } from '#components/site/not-found-help.tsx';
import { filePatchUrl } from '#lib/domain/patch-page.ts';
import { visibleText } from '#lib/domain/visible-text.ts';

import { readFile } from './read-file.ts';

export default async function FileLayout({
  params,
  children,
}: {
  readonly params: FileParams;
  readonly children: ReactNode;
}) {
  return <HelpProvider help={await findHelp(await params)}>{children}</HelpProvider>;
}

const nearestCount = 12;

async function findHelp(params: Awaited<FileParams>): Promise<Help | null> {
  const port = await readPort(params.port);
  if (port === null) return null;
  // A layout is not told what the URL asks for behind the path; the newest revision helps as well.
  const lookup = await readFile(port.id, params, null);
  if (lookup.kind !== 'no-file') return null;
  const { path, detail } = lookup;
  const shown = visibleText(path);
  const { release, sums, unmeasuredReason } = detail.rebase;
  if (sums === null) {
    const reason = unmeasuredReason ?? 'It waits for its turn.';
    return { kind: 'unmeasured', path: shown, release, port: port.slug, name: port.name, reason };
  }
  const rebase = `/ports/${port.slug}/${release}`;
  const name = path.split('/').at(-1) ?? path;
  return {
    kind: 'files',
    path: shown,
    release,
    port: port.slug,
    name: port.name,
    nearest: detail.files
      .filter((file) => file.path.endsWith(`/${name}`) || file.previousPath === path)
      .slice(0, nearestCount)
      .map((file) => ({ href: filePatchUrl(rebase, file.path), label: file.path })),
  };
}
