// Does whatever rehearsals of a port are due: what is ahead of it, its transitions, backtests, and the culprits of conflicts.
import { listRehearsalsWithoutCulprits } from '#lib/db/read/list-rehearsals-without-culprits.ts';

import { listTransitionsToMeasure, measureTransitions } from './measure-transitions.ts';
import { listTargetsToRehearse, rehearseTargets } from './rehearse-targets.ts';
import { traceCulprits } from './trace-culprits.ts';
import type { WorkerContext } from './worker-context.ts';

export interface RehearsedPort {
  readonly done: {
    readonly targets: number;
    readonly transitions: number;
    readonly culprits: number;
  };
  /** Sentences; what they are about is tried again. */
  readonly failures: readonly string[];
}

/** Run twice, it finds nothing to do. */
export async function rehearsePort(
  context: WorkerContext,
  portId: number,
  onTransition: (done: number, total: number) => void = () => undefined,
): Promise<RehearsedPort> {
  const transitions = await measureTransitions(context, portId, onTransition);
  const targets = await rehearseTargets(context, portId);
  const culprits = await traceCulprits(context, portId);
  return {
    done: {
      targets: targets.rehearsed,
      transitions: transitions.measured,
      culprits: culprits.traced,
    },
    failures: [
      ...targets.failures,
      ...transitions.failed.map(({ release, reason }) => `The step to ${release}: ${reason}`),
      ...culprits.failures,
    ],
  };
}

/** Whether it would find anything. */
export async function isRehearsalDue(context: WorkerContext, portId: number): Promise<boolean> {
  const { prisma } = context.database;
  if ((await listTransitionsToMeasure(prisma, portId)).length > 0) return true;
  if ((await listTargetsToRehearse(context, portId)).length > 0) return true;
  return (await listRehearsalsWithoutCulprits(prisma, portId)).length > 0;
}
