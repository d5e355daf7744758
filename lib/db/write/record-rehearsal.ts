// A rehearsal is stored whole; one that could not be made never replaces one that was.
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
      }
    /** A sentence. */
    | { readonly kind: 'error'; readonly reason: string };
  readonly rehearsedAt: Date;
  readonly gitVersion: string;
  readonly methodVersion: number;
}

/** Returns the rehearsal's id. */
export function recordRehearsal(db: DatabaseClient, record: RehearsalToRecord): Promise<number> {
  const { fromRevisionId, target, result, rehearsedAt, gitVersion, methodVersion } = record;
  return inTransaction(db, async (tx) => {
    // Holds the revision, so that two workers with the same rehearsal come one after the other.
    await tx.$queryRaw`SELECT 1 FROM revision WHERE id = ${fromRevisionId} FOR UPDATE`;
    const key = { fromRevisionId, targetSha: target.sha };
    const held = await tx.rehearsal.findUnique({
      where: { fromRevisionId_targetSha: key },
      select: { id: true, outcome: true },
    });
    if (result.kind === 'error' && held !== null && held.outcome !== 'error') return held.id;
    const row = {
      target: target.name,
      targetKind: target.kind,
      targetDate: target.date,
      rehearsedAt,
      gitVersion,
      methodVersion,
      source: 'measured',
      ...(record.isForecast === true ? { isForecast: true } : {}),
      culpritsAt: null,
      ...(result.kind === 'error'
        ? { outcome: 'error', error: result.reason, conflictedFiles: null }
        : {
            outcome: result.rehearsal.outcome,
            error: null,
            conflictedFiles: result.rehearsal.conflicts.length,
          }),
    };
    const { id } = await tx.rehearsal.upsert({
      where: { fromRevisionId_targetSha: key },
      create: { ...key, ...row },
      update: row,
    });
    await tx.conflict.deleteMany({ where: { rehearsalId: id } });
    await tx.silentRisk.deleteMany({ where: { rehearsalId: id } });
    if (result.kind === 'rehearsed') {
      await tx.conflict.createMany({
        data: result.rehearsal.conflicts.map(
          ({ path, type, gitTypes, subsystem, hunks }, position) => ({
            rehearsalId: id,
            position,
            path,
            type,
            gitTypes: [...gitTypes],
            subsystem,
            hunks,
          }),
        ),
      });
      await tx.silentRisk.createMany({
        data: (result.silentRisks ?? []).map((risk) => ({ rehearsalId: id, ...risk })),
      });
    }
    return id;
  });
}
