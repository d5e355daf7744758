// The rehearsals and transitions of a port, as a recording takes them: no author and no subject of any commit.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

const ofNewest = { isNewest: true, source: 'measured' } as const;
const releaseName = { select: { rebase: { select: { release: true } } } } as const;

/** Those between newest revisions that this installation measured and that came to an end; dates as ISO text. */
export async function getRecordableSteps(
  db: DatabaseClient,
  portId: number,
): Promise<{ readonly rehearsals: unknown[]; readonly transitions: unknown[] }> {
  const rehearsals = await db.rehearsal.findMany({
    where: {
      source: 'measured',
      outcome: { not: 'error' },
      from: { ...ofNewest, rebase: { portId, deletedAt: null } },
    },
    include: {
      from: releaseName,
      conflicts: { orderBy: { position: 'asc' } },
      silentRisks: { omit: { rehearsalId: true }, orderBy: [{ path: 'asc' }, { rule: 'asc' }] },
    },
    orderBy: [{ from: { rebase: { order: 'asc' } } }, { targetDate: 'asc' }, { targetSha: 'asc' }],
  });
  const transitions = await db.transition.findMany({
    where: {
      source: 'measured',
      adaptation: { not: null },
      from: ofNewest,
      to: { ...ofNewest, rebase: { portId, deletedAt: null } },
    },
    include: {
      from: releaseName,
      to: releaseName,
      rehearsal: { select: { targetSha: true } },
      subsystems: { omit: { transitionId: true }, orderBy: { subsystem: 'asc' } },
      paths: { omit: { transitionId: true, position: true }, orderBy: { position: 'asc' } },
      silentWork: { orderBy: { path: 'asc' } },
    },
    omit: {
      id: true,
      fromRevisionId: true,
      toRevisionId: true,
      rehearsalId: true,
      measuredAt: true,
      methodVersion: true,
      source: true,
      reason: true,
    },
    orderBy: { to: { rebase: { order: 'asc' } } },
  });
  return {
    rehearsals: rehearsals.map(({ from, targetDate, conflicts, silentRisks, ...rehearsal }) => ({
      from: from.rebase.release,
      target: rehearsal.target,
      targetSha: rehearsal.targetSha,
      targetKind: rehearsal.targetKind,
      targetDate: targetDate === null ? null : targetDate.toISOString(),
      isForecast: rehearsal.isForecast,
      outcome: rehearsal.outcome,
      silentRisks: rehearsal.silentRisksAt === null ? null : silentRisks,
      conflicts: conflicts.map((conflict) => ({
        path: conflict.path,
        type: conflict.type,
        gitTypes: conflict.gitTypes,
        subsystem: conflict.subsystem,
        hunks: conflict.hunks,
        culprit:
          conflict.culpritSha === null
            ? null
            : {
                sha: conflict.culpritSha,
                date: conflict.culpritDate?.toISOString(),
                cl: conflict.culpritCl,
                foundBy: conflict.culpritFoundBy,
              },
        culpritReason: conflict.culpritReason,
        isMonotonic: conflict.isMonotonic,
        isConfirmed: conflict.isConfirmed,
        candidates: conflict.candidates,
      })),
    })),
    transitions: transitions.map(({ from, to, rehearsal, silentWork, ...numbers }) => ({
      ...numbers,
      silentWork: silentWork.map(({ path }) => path),
      from: from.rebase.release,
      to: to.rebase.release,
      targetSha: rehearsal.targetSha,
    })),
  };
}
