// The rebases of a port are those of the plan; one that is gone is marked, never removed, and its revisions stay.
import { lagDays } from '#lib/domain/lag.ts';
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import type { Prisma } from '#lib/db/generated/client.ts';

import { decideRevisions, type HeldRevision, type WantedRevisions } from './decide-revisions.ts';

/** A planned rebase (lib/poller/plan-rebases.ts) and what git says of its dates. */
export interface RebaseToRecord extends WantedRevisions {
  readonly release: string;
  readonly line: string;
  readonly kind: string;
  /** Finds the stored rebase, also where the release is spelled differently since. */
  readonly order: number;
  /** Null: not known; what is stored for the same commit stays. */
  readonly releasedAt: Date | null;
  /** Null: not known; what is stored for the same commit stays. */
  readonly publishedAt: Date | null;
}

export interface RecordRebasesInput {
  readonly portId: number;
  /** All the rebases that the live refs of the fork show. */
  readonly rebases: readonly RebaseToRecord[];
  readonly at: Date;
}

/** Names of releases. A second run with the same input returns empty lists. */
export interface RebaseChanges {
  readonly added: readonly string[];
  /** With another newest revision than before. */
  readonly moved: readonly string[];
  /** With another date, spelling or reason, or an earlier revision more; and nothing of the above. */
  readonly amended: readonly string[];
  readonly deleted: readonly string[];
  readonly reappeared: readonly string[];
}

type Changes = { -readonly [Key in keyof RebaseChanges]: string[] };

const heldRebase = {
  include: {
    revisions: {
      select: {
        id: true,
        baseSha: true,
        baseRef: true,
        headSha: true,
        headRef: true,
        isNewest: true,
        unmeasuredReason: true,
      },
    },
  },
} satisfies Prisma.RebaseDefaultArgs;

type HeldRebase = Prisma.RebaseGetPayload<typeof heldRebase>;

/** Two workers that record at once come one after the other, and the second finds nothing to do. */
export function recordRebases(
  db: DatabaseClient,
  { portId, rebases, at }: RecordRebasesInput,
): Promise<RebaseChanges> {
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM port WHERE id = ${portId} FOR UPDATE`;
    const changes: Changes = { added: [], moved: [], amended: [], deleted: [], reappeared: [] };
    const held = await tx.rebase.findMany({ where: { portId }, ...heldRebase });
    const heldByOrder = new Map(held.map((rebase) => [rebase.order, rebase]));
    for (const wanted of rebases) {
      const before = heldByOrder.get(wanted.order);
      if (before === undefined) {
        await addRebase(tx, { portId, wanted, at });
        changes.added.push(wanted.release);
      } else {
        const change = await updateRebase(tx, { before, wanted, at });
        if (change !== null) changes[change].push(wanted.release);
      }
    }
    const wantedOrders = new Set(rebases.map(({ order }) => order));
    const gone = held.filter(
      ({ order, deletedAt }) => deletedAt === null && !wantedOrders.has(order),
    );
    for (const rebase of await confirmGone(tx, portId, gone)) {
      await tx.rebase.update({ where: { id: rebase.id }, data: { deletedAt: at } });
      changes.deleted.push(rebase.release);
    }
    return changes;
  });
}

async function addRebase(
  tx: Prisma.TransactionClient,
  { portId, wanted, at }: { portId: number; wanted: RebaseToRecord; at: Date },
): Promise<void> {
  const { release, line, kind, order } = wanted;
  const revisions = decideRevisions([], wanted).created;
  await tx.rebase.create({
    data: {
      portId,
      release,
      line,
      kind,
      order,
      ...datesOf(wanted.releasedAt, wanted.publishedAt),
      revisions: { create: revisions.map((revision) => Object.assign({ seenAt: at }, revision)) },
    },
  });
}

async function updateRebase(
  tx: Prisma.TransactionClient,
  { before, wanted, at }: { before: HeldRebase; wanted: RebaseToRecord; at: Date },
): Promise<'moved' | 'amended' | 'reappeared' | null> {
  const { created, updated } = decideRevisions(before.revisions, wanted);
  const newestBefore = before.revisions.find(({ isNewest }) => isNewest);
  for (const { id, ...revision } of updated) {
    await tx.revision.update({ where: { id }, data: revision });
  }
  await tx.revision.createMany({
    data: created.map((revision) => ({ ...revision, rebaseId: before.id, seenAt: at })),
  });

  const wantedFields = {
    release: wanted.release,
    line: wanted.line,
    kind: wanted.kind,
    deletedAt: null,
    ...datesFor(before, newestBefore, wanted),
  };
  const isAmended =
    before.release !== wantedFields.release ||
    before.line !== wantedFields.line ||
    before.kind !== wantedFields.kind ||
    before.deletedAt !== null ||
    before.lagDays !== wantedFields.lagDays ||
    !isSameMoment(before.releasedAt, wantedFields.releasedAt) ||
    !isSameMoment(before.publishedAt, wantedFields.publishedAt);
  if (isAmended) await tx.rebase.update({ where: { id: before.id }, data: wantedFields });

  if (before.deletedAt !== null) return 'reappeared';
  const isMoved = [...created, ...updated].some(
    ({ isNewest, headSha, baseSha }) =>
      isNewest && (headSha !== newestBefore?.headSha || baseSha !== newestBefore.baseSha),
  );
  if (isMoved) return 'moved';
  return isAmended || created.length > 0 || updated.length > 0 ? 'amended' : null;
}

function datesFor(
  before: HeldRebase,
  newestBefore: HeldRevision | undefined,
  wanted: RebaseToRecord,
): Dates {
  const isSameBase = wanted.base === null || newestBefore?.baseSha === wanted.base.sha;
  const isSameHead = newestBefore?.headSha === wanted.head.sha;
  return datesOf(
    wanted.releasedAt ?? (isSameBase ? before.releasedAt : null),
    wanted.publishedAt ?? (isSameHead ? before.publishedAt : null),
  );
}

interface Dates {
  readonly releasedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly lagDays: number | null;
}

function datesOf(releasedAt: Date | null, publishedAt: Date | null): Dates {
  const isKnown = releasedAt !== null && publishedAt !== null;
  return { releasedAt, publishedAt, lagDays: isKnown ? lagDays(releasedAt, publishedAt) : null };
}

/**
 * The plan is made from refs that two complete listings have not missed. A recorded rebase whose ref was never listed here
 * has been missed by one only, unless a poll before this one had a complete listing too.
 */
async function confirmGone(
  tx: Prisma.TransactionClient,
  portId: number,
  gone: readonly HeldRebase[],
): Promise<readonly HeldRebase[]> {
  if (gone.length === 0) return [];
  const { forkId } = await tx.port.findUniqueOrThrow({ where: { id: portId } });
  const earlierListings = await tx.poll.count({
    where: { repositoryId: forkId, refs: { not: null } },
  });
  if (earlierListings > 0) return gone;
  const headRefs = gone.flatMap(({ revisions }) => revisions.map(({ headRef }) => headRef));
  const seen = await tx.ref.findMany({
    where: { repositoryId: forkId, name: { in: headRefs } },
    select: { name: true },
  });
  const seenNames = new Set(seen.map(({ name }) => name));
  return gone.filter(({ revisions }) => revisions.some(({ headRef }) => seenNames.has(headRef)));
}

function isSameMoment(a: Date | null, b: Date | null): boolean {
  return a?.getTime() === b?.getTime();
}
