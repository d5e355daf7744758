// A rehearsal is stored whole; one that could not be made never replaces one that was.
import type { Prisma } from '#lib/db/generated/client.ts';
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import type { SilentRisk } from '#lib/domain/silent-risk.ts';
import type { RehearsalMeasurement } from '#lib/domain/transition.ts';

export interface RehearsalTarget {
  /** A release as upstream spells it, or "tip". */
  readonly name: string;
  readonly sha: string;
  readonly kind: 'beta' | 'rc' | 'first' | 'patch' | 'tip';
  readonly date: Date | null;
}

export interface RehearsalToRecord {
  readonly fromRevisionId: number;
  readonly target: RehearsalTarget;
  /** Made to see what is ahead; it stays a forecast when the port gets there. */
  readonly isForecast?: boolean;
  readonly result:
    | {
        readonly kind: 'rehearsed';
        readonly rehearsal: RehearsalMeasurement;
        /** Null: not looked for. */
        readonly silentRisks: readonly SilentRisk[] | null;
        /** By path. Null: not worked out; a path that is not in it has none. */
        readonly patchIds?: ReadonlyMap<string, string> | null;
      }
    /** A sentence. */
    | { readonly kind: 'error'; readonly reason: string };
  readonly rehearsedAt: Date;
  readonly gitVersion: string;
  readonly methodVersion: number;
}

/** Returns the rehearsal's id. What the same method and git found before stays with what was found out about it since. */
export function recordRehearsal(db: DatabaseClient, record: RehearsalToRecord): Promise<number> {
  const { fromRevisionId, target, result, rehearsedAt, gitVersion, methodVersion } = record;
  return inTransaction(db, async (tx) => {
    // Holds the revision, so that two workers with the same rehearsal come one after the other.
    await tx.$queryRaw`SELECT 1 FROM revision WHERE id = ${fromRevisionId} FOR UPDATE`;
    const key = { fromRevisionId, targetSha: target.sha };
    const held = await tx.rehearsal.findUnique({
      where: { fromRevisionId_targetSha: key },
      select: { id: true, outcome: true, gitVersion: true, methodVersion: true, source: true },
    });
    if (result.kind === 'error' && held !== null && held.outcome !== 'error') return held.id;
    const isKnown =
      held !== null &&
      held.outcome !== 'error' &&
      held.source === 'measured' &&
      held.gitVersion === gitVersion &&
      held.methodVersion === methodVersion;
    const row = {
      target: target.name,
      targetKind: target.kind,
      targetDate: target.date,
      rehearsedAt,
      gitVersion,
      methodVersion,
      source: 'measured',
      ...(record.isForecast === true ? { isForecast: true } : {}),
    };
    const { id } = await tx.rehearsal.upsert({
      where: { fromRevisionId_targetSha: key },
      create: { ...key, ...row, ...endingOf(result) },
      update: isKnown ? row : { ...row, ...endingOf(result), ...NOTHING_FOUND_OUT },
    });
    if (isKnown) await addPatchIds(tx, id, result);
    else await replaceConflicts(tx, id, result);
    const silentRisks = result.kind === 'rehearsed' ? result.silentRisks : null;
    if (!isKnown || silentRisks !== null) {
      await replaceSilentRisks(tx, id, { silentRisks, at: rehearsedAt });
    }
    return id;
  });
}

const NOTHING_FOUND_OUT = { culpritsAt: null, confirmedAt: null };

function endingOf(result: RehearsalToRecord['result']) {
  return result.kind === 'error'
    ? { outcome: 'error', error: result.reason, conflictedFiles: null }
    : {
        outcome: result.rehearsal.outcome,
        error: null,
        conflictedFiles: result.rehearsal.conflicts.length,
      };
}

async function replaceConflicts(
  tx: Prisma.TransactionClient,
  rehearsalId: number,
  result: RehearsalToRecord['result'],
): Promise<void> {
  await tx.conflict.deleteMany({ where: { rehearsalId } });
  if (result.kind === 'error') return;
  await tx.conflict.createMany({
    data: result.rehearsal.conflicts.map(
      ({ path, type, gitTypes, subsystem, hunks }, position) => ({
        rehearsalId,
        position,
        path,
        type,
        gitTypes: [...gitTypes],
        subsystem,
        hunks,
        patchId: result.patchIds?.get(path) ?? null,
      }),
    ),
  });
}

/** What a transition or a backtest has rehearsed is known without them. */
async function addPatchIds(
  tx: Prisma.TransactionClient,
  rehearsalId: number,
  result: RehearsalToRecord['result'],
): Promise<void> {
  if (result.kind === 'error' || !result.patchIds) return;
  for (const [path, patchId] of result.patchIds) {
    await tx.conflict.updateMany({ where: { rehearsalId, path }, data: { patchId } });
  }
}

async function replaceSilentRisks(
  tx: Prisma.TransactionClient,
  rehearsalId: number,
  { silentRisks, at }: { readonly silentRisks: readonly SilentRisk[] | null; readonly at: Date },
): Promise<void> {
  await tx.rehearsal.update({
    where: { id: rehearsalId },
    data: { silentRisksAt: silentRisks === null ? null : at },
  });
  await tx.silentRisk.deleteMany({ where: { rehearsalId } });
  await tx.silentRisk.createMany({
    data: (silentRisks ?? []).map((risk) => ({ rehearsalId, ...risk })),
  });
}
