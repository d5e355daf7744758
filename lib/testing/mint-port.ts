// A port with two repositories of its own, so that tests in one database do not meet.
import { randomUUID } from 'node:crypto';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface MintedPort {
  readonly id: number;
  readonly slug: string;
  readonly upstream: { readonly id: number; readonly fullName: string };
  readonly fork: { readonly id: number; readonly fullName: string };
}

/** Branches "tamago{release}", tags "tamago-go{release}". */
export async function mintPort(db: DatabaseClient): Promise<MintedPort> {
  const slug = `port-${randomUUID()}`;
  const name = { id: true, fullName: true };
  const upstream = await db.repository.create({
    data: { fullName: `golang/${slug}` },
    select: name,
  });
  const fork = await db.repository.create({ data: { fullName: `fork/${slug}` }, select: name });
  const { id } = await db.port.create({
    data: {
      slug,
      name: slug,
      summary: 'a port of a test',
      goos: ['tamago'],
      layout: 'branch-per-release',
      branchPattern: 'tamago{release}',
      tagPattern: 'tamago-go{release}',
      upstreamId: upstream.id,
      forkId: fork.id,
    },
  });
  return { id, slug, upstream, fork };
}
