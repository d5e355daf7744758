import type { ReactNode } from 'react';

import { decodeParam } from '#app/decode-param.ts';
import type { RebaseParams } from '#app/page-props.ts';
import { readPort } from '#app/ports/[port]/read-port.ts';
import { type Help, HelpProvider } from '#components/site/not-found-help.tsx';
import { describeFailedLook } from '#lib/domain/failed-look.ts';
import { visibleText } from '#lib/domain/visible-text.ts';

import { readRebase } from './read-rebase.ts';

export default async function RebaseLayout({
  params,
  children,
}: {
  readonly params: RebaseParams;
  readonly children: ReactNode;
}) {
  const { port, release } = await params;
  return <HelpProvider help={await findHelp(port, release)}>{children}</HelpProvider>;
}

async function findHelp(slug: string, release: string): Promise<Help | null> {
  const port = await readPort(slug);
  if (port === null) return null;
  const wanted = decodeParam(release);
  const lookup = await readRebase(port.id, wanted, null);
  if (lookup.kind === 'found') {
    // A layout is not told which revision the URL asks for: where that is not there, these are.
    const { rebase, earlier } = lookup.detail;
    return {
      kind: 'revisions',
      release: rebase.release,
      port: port.slug,
      name: port.name,
      heads: [...new Set([rebase, ...earlier].map(({ head }) => head.sha))],
    };
  }
  if (lookup.kind !== 'unknown') return null;
  return {
    kind: 'releases',
    wanted: visibleText(wanted),
    port: port.slug,
    name: port.name,
    failedLook: describeFailedLook(port),
    nearest: lookup.nearest,
  };
}
