// The second half of a recording: rehearsals with their conflicts, and transitions.
import type { Prisma } from '#lib/db/generated/client.ts';
import type { RecordedHistory, RecordedRehearsal } from '#lib/domain/recorded-history.ts';

export interface StepsToLoad {
  readonly history: RecordedHistory;
  /** Ids of the loaded revisions by release. */
  readonly revisions: ReadonlyMap<string, number>;
}

/** Throws where the recording names a rebase that it does not hold. */
export async function loadRecordedSteps(
  tx: Prisma.TransactionClient,
  { history, revisions }: StepsToLoad,
): Promise<void> {
  const revisionOf = (release: string): number => {
    const id = revisions.get(release);
    if (id === undefined) throw new Error(`The recording holds no rebase on ${release}.`);
    return id;
  };
  const rehearsalIds = new Map<string, number>();
  for (const rehearsal of history.rehearsals) {
    const fromRevisionId = revisionOf(rehearsal.from);
    const id = await loadRehearsal(tx, { rehearsal, fromRevisionId, history });
    rehearsalIds.set(`${fromRevisionId} ${rehearsal.targetSha}`, id);
  }
  for (const step of history.transitions) {
    const { from, to, targetSha, subsystems, paths, silentWork, ...numbers } = step;
    const fromRevisionId = revisionOf(from);
    const rehearsalId = rehearsalIds.get(`${fromRevisionId} ${targetSha}`);
    if (rehearsalId === undefined) {
      throw new Error(`The recording holds no rehearsal for the step from ${from} to ${to}.`);
    }
    const { id: transitionId } = await tx.transition.create({
      data: {
        ...numbers,
        fromRevisionId,
        toRevisionId: revisionOf(to),
        rehearsalId,
        measuredAt: history.recordedAt,
        methodVersion: history.methodVersion,
        source: 'recorded',
      },
      select: { id: true },
    });
    await tx.transitionSubsystem.createMany({
      data: subsystems.map((sums) => ({ transitionId, ...sums })),
    });
    await tx.transitionPath.createMany({
      data: paths.map((path, position) => ({ transitionId, position, ...path })),
    });
    await tx.silentWork.createMany({ data: silentWork.map((path) => ({ transitionId, path })) });
  }
}

interface RehearsalToLoad {
  readonly rehearsal: RecordedRehearsal;
  readonly fromRevisionId: number;
  readonly history: RecordedHistory;
}

async function loadRehearsal(
  tx: Prisma.TransactionClient,
  { rehearsal, fromRevisionId, history }: RehearsalToLoad,
): Promise<number> {
  const { target, targetSha, targetKind, targetDate, isForecast, outcome } = rehearsal;
  const { conflicts, silentRisks } = rehearsal;
  const { id } = await tx.rehearsal.create({
    data: {
      fromRevisionId,
      target,
      targetSha,
      targetKind,
      targetDate,
      isForecast,
      outcome,
      conflictedFiles: conflicts.length,
      rehearsedAt: history.recordedAt,
      gitVersion: history.gitVersion,
      methodVersion: history.methodVersion,
      source: 'recorded',
      culpritsAt: conflicts.some(({ isMonotonic }) => isMonotonic !== null)
        ? history.recordedAt
        : null,
      confirmedAt: conflicts.some(({ isConfirmed }) => isConfirmed !== null)
        ? history.recordedAt
        : null,
      silentRisksAt: silentRisks === null ? null : history.recordedAt,
    },
    select: { id: true },
  });
  await tx.conflict.createMany({
    data: conflicts.map(({ culprit, ...conflict }, position) => ({
      ...conflict,
      rehearsalId: id,
      position,
      culpritSha: culprit?.sha ?? null,
      culpritDate: culprit?.date ?? null,
      culpritCl: culprit?.cl ?? null,
      culpritFoundBy: culprit?.foundBy ?? null,
    })),
  });
  await tx.silentRisk.createMany({
    data: (silentRisks ?? []).map((risk) => ({ rehearsalId: id, ...risk })),
  });
  return id;
}
