// A transition is stored with its rehearsal, its sums and its paths in one transaction; storing it twice leaves what storing it once does.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import type { SilentRisk } from '#lib/domain/silent-risk.ts';
import type { RehearsalMeasurement, TransitionMeasurement } from '#lib/domain/transition.ts';

import {
  recordRehearsal,
  type RehearsalTarget,
  type RehearsalToRecord,
} from './record-rehearsal.ts';

export interface TransitionToRecord {
  readonly fromRevisionId: number;
  readonly toRevisionId: number;
  /** The second rebase's base. */
  readonly target: RehearsalTarget;
  readonly result:
    | {
        readonly kind: 'measured';
        readonly transition: TransitionMeasurement;
        /** Looked for on the way to a first release only. */
        readonly silent: {
          readonly risks: readonly SilentRisk[];
          /** Paths that people had to touch though they had merged cleanly. */
          readonly work: readonly string[];
        } | null;
      }
    | {
        readonly kind: 'error';
        /** Null: it could not be made either. */
        readonly rehearsal: RehearsalMeasurement | null;
        /** A sentence. */
        readonly reason: string;
      };
  readonly measuredAt: Date;
  readonly gitVersion: string;
  readonly methodVersion: number;
}

/** A transition that could not be measured has a reason in place of numbers, beside its rehearsal; an older measured one stays. */
export function recordTransition(db: DatabaseClient, record: TransitionToRecord): Promise<void> {
  const { fromRevisionId, toRevisionId, target, result, measuredAt, gitVersion, methodVersion } =
    record;
  return inTransaction(db, async (tx) => {
    const rehearsalId = await recordRehearsal(tx, {
      fromRevisionId,
      target,
      result: toRehearsalResult(result),
      rehearsedAt: measuredAt,
      gitVersion,
      methodVersion,
    });
    const key = { fromRevisionId, toRevisionId };
    const held = await tx.transition.findUnique({
      where: { fromRevisionId_toRevisionId: key },
      select: { adaptation: true },
    });
    if (result.kind === 'error' && held !== null && held.adaptation !== null) return;
    const row = {
      rehearsalId,
      measuredAt,
      methodVersion,
      source: 'measured',
      ...(result.kind === 'error' ? { reason: result.reason } : sumsOf(result.transition)),
    };
    const { id: transitionId } = await tx.transition.upsert({
      where: { fromRevisionId_toRevisionId: key },
      create: { ...key, ...row },
      update: row,
    });
    await tx.transitionSubsystem.deleteMany({ where: { transitionId } });
    await tx.transitionPath.deleteMany({ where: { transitionId } });
    await tx.silentWork.deleteMany({ where: { transitionId } });
    if (result.kind === 'error') return;
    const { subsystems, handWorkPaths } = result.transition;
    await tx.transitionSubsystem.createMany({
      data: subsystems.map((sums) => ({ transitionId, ...sums })),
    });
    await tx.transitionPath.createMany({
      data: handWorkPaths.map((path, position) => ({ transitionId, position, ...path })),
    });
    await tx.silentWork.createMany({
      data: (result.silent?.work ?? []).map((path) => ({ transitionId, path })),
    });
  });
}

function toRehearsalResult(result: TransitionToRecord['result']): RehearsalToRecord['result'] {
  if (result.kind === 'measured') {
    const silentRisks = result.silent?.risks ?? null;
    return { kind: 'rehearsed', rehearsal: result.transition, silentRisks };
  }
  const { rehearsal, reason } = result;
  return rehearsal === null
    ? { kind: 'error', reason }
    : { kind: 'rehearsed', rehearsal, silentRisks: null };
}

function sumsOf({ handWork, pressure, flow, flowUnmeasuredReason }: TransitionMeasurement) {
  return {
    reason: null,
    handConflicted: handWork.conflicted,
    handClean: handWork.clean,
    adaptation: handWork.adaptation,
    own: handWork.own,
    handFiles: handWork.files,
    pressureFiles: pressure.files,
    pressureInsertions: pressure.insertions,
    pressureDeletions: pressure.deletions,
    pressureCommits: pressure.commits,
    flowSame: flow?.same ?? null,
    flowChanged: flow?.changed ?? null,
    flowDropped: flow?.dropped ?? null,
    flowNew: flow?.new ?? null,
    flowReason: flowUnmeasuredReason,
  };
}
