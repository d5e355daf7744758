// The ports of prisma/ports.json are in the database, with their repositories; what else is there stays.
import { z } from 'zod';

import { isReleaseRefPattern } from '#lib/domain/release-ref-pattern.ts';
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import type { Prisma } from '#lib/db/generated/client.ts';

const repositoryName = z
  .string()
  .regex(/^[\w.-]+\/[\w.-]+$/, 'must be "owner/name", as GitHub spells it');

const releasePattern = z.string().refine(isReleaseRefPattern, 'must hold {release} exactly once');

const portSeed = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case words with hyphens'),
  name: z.string().min(1),
  summary: z.string().min(1),
  upstream: repositoryName,
  fork: repositoryName,
  goos: z.array(z.string().regex(/^[a-z0-9]+$/)),
  goarch: z.array(z.string().regex(/^[a-z0-9]+$/)).default([]),
  layout: z.literal('branch-per-release'),
  branchPattern: releasePattern,
  tagPattern: releasePattern.nullable(),
  proposalUrl: z.url({ protocol: /^https$/ }).nullable(),
  subsystemRules: z
    .array(z.strictObject({ pattern: z.string().min(1), subsystem: z.string().min(1) }))
    .default([]),
});

export type PortSeed = z.output<typeof portSeed>;

/** Reads prisma/ports.json. Throws an Error whose message names each wrong field. */
export function parsePortSeeds(json: string): readonly PortSeed[] {
  const parsed = z.array(portSeed).safeParse(JSON.parse(json));
  if (!parsed.success) {
    throw new Error(`The list of ports is wrong:\n${z.prettifyError(parsed.error)}`, {
      cause: parsed.error,
    });
  }
  return parsed.data;
}

/**
 * Adds what is new and updates what differs; deletes nothing. A repository that GitHub renamed since is found by its
 * former name, so that an old seed does not make a second one.
 */
export function seedPorts(db: DatabaseClient, seeds: readonly PortSeed[]): Promise<void> {
  return inTransaction(db, async (tx) => {
    // Processes that start together seed one after the other; readers are not held up.
    await tx.$executeRaw`LOCK TABLE port IN SHARE ROW EXCLUSIVE MODE`;
    for (const { upstream, fork, ...port } of seeds) {
      const upstreamId = await ensureRepository(tx, upstream);
      const forkId = await ensureRepository(tx, fork);
      await tx.port.upsert({
        where: { slug: port.slug },
        create: { ...port, upstreamId, forkId },
        update: { ...port, upstreamId, forkId },
      });
    }
  });
}

async function ensureRepository(tx: Prisma.TransactionClient, fullName: string): Promise<number> {
  const known =
    (await tx.repository.findUnique({ where: { fullName }, select: { id: true } })) ??
    (await tx.repository.findFirst({
      where: { formerNames: { has: fullName } },
      orderBy: { id: 'asc' },
      select: { id: true },
    }));
  return (known ?? (await tx.repository.create({ data: { fullName }, select: { id: true } }))).id;
}
