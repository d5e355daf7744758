import type { Metadata } from 'next';
import type { ReactNode } from 'react';

import { decodeParam } from '#app/decode-param.ts';
import type { PortParams } from '#app/page-props.ts';
import { portPicture, shareMetadata } from '#app/share-metadata.ts';
import { type Help, HelpProvider } from '#components/site/not-found-help.tsx';
import { listPortSlugs } from '#lib/db/read/list-port-slugs.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { visibleText } from '#lib/domain/visible-text.ts';

import { readPort } from './read-port.ts';

export async function generateMetadata({
  params,
}: {
  readonly params: PortParams;
}): Promise<Metadata> {
  const port = await readPort((await params).port);
  return port === null ? {} : shareMetadata(portPicture(port));
}

export default async function PortLayout({
  params,
  children,
}: {
  readonly params: PortParams;
  readonly children: ReactNode;
}) {
  const { port } = await params;
  return <HelpProvider help={await findHelp(port)}>{children}</HelpProvider>;
}

async function findHelp(slug: string): Promise<Help | null> {
  if ((await readPort(slug)) !== null) return null;
  const ports = await listPortSlugs(pageDatabase());
  return { kind: 'ports', wanted: visibleText(decodeParam(slug)), ports };
}
