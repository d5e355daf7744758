// The second half of a recording: rehearsals with their conflicts, and transitions.
import type { Prisma } from '#lib/db/generated/client.ts';
import type {
  RecordedHistory,
  RecordedRehearsal,
  RecordedTransition,
} from '#lib/domain/recorded-history.ts';

import { idOf } from './id-of.ts';
import { insertRows } from './insert-rows.ts';

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
  const rehearsalIds = await loadRehearsals(tx, history, revisionOf);
  const transitionIds = new Map(
    (
      await tx.transition.createManyAndReturn({
        data: history.transitions.map((step) => {
          const fromRevisionId = revisionOf(step.from);
          const rehearsalId = rehearsalIds.get(keyOf(fromRevisionId, step.targetSha));
          if (rehearsalId === undefined) {
            throw new Error(`The recording rehearses no step from ${step.from} to ${step.to}.`);
          }
          const toRevisionId = revisionOf(step.to);
          return { ...transitionRow(history, step), fromRevisionId, toRevisionId, rehearsalId };
        }),
        select: { id: true, fromRevisionId: true, toRevisionId: true },
      })
    ).map(({ id, fromRevisionId, toRevisionId }) => [keyOf(fromRevisionId, toRevisionId), id]),
  );
  const owned = <Row>(rows: (step: RecordedTransition) => readonly Row[]) =>
    history.transitions.flatMap((step) => {
      const key = keyOf(revisionOf(step.from), revisionOf(step.to));
      return rows(step).map((row) => ({ ...row, transitionId: idOf(transitionIds, key) }));
    });
  await insertRows(
    tx,
    'transition_subsystem',
    owned(({ subsystems }) => subsystems),
  );
  await insertRows(
    tx,
    'transition_path',
    owned(({ paths }) => paths.map((path, position) => ({ ...path, position }))),
  );
  await insertRows(
    tx,
    'silent_work',
    owned(({ silentWork }) => silentWork.map((path) => ({ path }))),
  );
}

function keyOf(fromRevisionId: number, to: number | string): string {
  return `${fromRevisionId} ${to}`;
}

function transitionRow({ recordedAt, methodVersion }: RecordedHistory, step: RecordedTransition) {
  const { handConflicted, handClean, adaptation, own, handFiles } = step;
  const { pressureFiles, pressureInsertions, pressureDeletions, pressureCommits } = step;
  const { flowSame, flowChanged, flowDropped, flowNew, flowReason } = step;
  return {
    handConflicted,
    handClean,
    adaptation,
    own,
    handFiles,
    pressureFiles,
    pressureInsertions,
    pressureDeletions,
    pressureCommits,
    flowSame,
    flowChanged,
    flowDropped,
    flowNew,
    flowReason,
    measuredAt: recordedAt,
    methodVersion,
    source: 'recorded',
  };
}

/** Ids by the revision's id and the target's sha. */
async function loadRehearsals(
  tx: Prisma.TransactionClient,
  history: RecordedHistory,
  revisionOf: (release: string) => number,
): Promise<ReadonlyMap<string, number>> {
  const ids = new Map(
    (
      await tx.rehearsal.createManyAndReturn({
        data: history.rehearsals.map((rehearsal) => ({
          ...rehearsalRow(history, rehearsal),
          fromRevisionId: revisionOf(rehearsal.from),
        })),
        select: { id: true, fromRevisionId: true, targetSha: true },
      })
    ).map(({ id, fromRevisionId, targetSha }) => [keyOf(fromRevisionId, targetSha), id]),
  );
  const owned = <Row>(rows: (rehearsal: RecordedRehearsal) => readonly Row[]) =>
    history.rehearsals.flatMap((rehearsal) => {
      const key = keyOf(revisionOf(rehearsal.from), rehearsal.targetSha);
      return rows(rehearsal).map((row) => ({ ...row, rehearsalId: idOf(ids, key) }));
    });
  await insertRows(
    tx,
    'conflict',
    owned(({ conflicts }) =>
      conflicts.map(({ culprit, ...conflict }, position) => ({
        ...conflict,
        position,
        culpritSha: culprit?.sha ?? null,
        culpritDate: culprit?.date ?? null,
        culpritCl: culprit?.cl ?? null,
        culpritFoundBy: culprit?.foundBy ?? null,
      })),
    ),
  );
  await insertRows(
    tx,
    'silent_risk',
    owned(({ silentRisks }) => silentRisks ?? []),
  );
  return ids;
}

function rehearsalRow(history: RecordedHistory, rehearsal: RecordedRehearsal) {
  const { target, targetSha, targetKind, targetDate, isForecast, outcome } = rehearsal;
  const { conflicts, silentRisks } = rehearsal;
  const { recordedAt, gitVersion, methodVersion } = history;
  return {
    target,
    targetSha,
    targetKind,
    targetDate,
    isForecast,
    outcome,
    conflictedFiles: conflicts.length,
    rehearsedAt: recordedAt,
    gitVersion,
    methodVersion,
    source: 'recorded',
    culpritsAt: conflicts.some(({ isMonotonic }) => isMonotonic !== null) ? recordedAt : null,
    confirmedAt: conflicts.some(({ isConfirmed }) => isConfirmed !== null) ? recordedAt : null,
    silentRisksAt: silentRisks === null ? null : recordedAt,
  };
}
