import type { ReactNode } from 'react';

import type { ConflictParams } from '#app/page-props.ts';
import { readPort } from '#app/ports/[port]/read-port.ts';
import { type Help, HelpProvider } from '#components/site/not-found-help.tsx';
import { conflictUrl } from '#lib/domain/conflict-page.ts';
import { visibleText } from '#lib/domain/visible-text.ts';

import { nameOf, readConflict } from './read-conflict.ts';

export default async function ConflictLayout({
  params,
  children,
}: {
  readonly params: ConflictParams;
  readonly children: ReactNode;
}) {
  return <HelpProvider help={await findHelp(await params)}>{children}</HelpProvider>;
}

async function findHelp(params: Awaited<ConflictParams>): Promise<Help | null> {
  const port = await readPort(params.port);
  if (port === null) return null;
  const wanted = nameOf(params);
  // A layout is not told which revision the URL asks for; the newest one helps as well.
  const lookup = await readConflict(port.id, wanted, { revision: null });
  if (lookup.kind === 'found') return null;
  return {
    kind: 'conflicts',
    path: visibleText(wanted.path),
    rehearsal: visibleText(`${wanted.from} onto ${wanted.onto}`),
    port: port.slug,
    name: port.name,
    isRehearsed: lookup.isRehearsed,
    nearest: lookup.nearest.map((name) => ({
      href: conflictUrl(`/ports/${port.slug}`, name),
      label: name.onto === wanted.onto ? name.path : `${name.path} (onto ${name.onto})`,
    })),
  };
}
