// Does whatever rehearsals of a port are due: its transitions, and the culprits of all conflicts.
import { listRehearsalsWithoutCulprits } from '#lib/db/read/list-rehearsals-without-culprits.ts';

import { listTransitionsToMeasure, measureTransitions } from './measure-transitions.ts';
import { traceCulprits } from './trace-culprits.ts';
import type { WorkerContext } from './worker-context.ts';

export interface RehearsedPort {
  readonly done: { readonly transitions: number; readonly culprits: number };
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
  const culprits = await traceCulprits(context, portId);
  return {
    done: { transitions: transitions.measured, culprits: culprits.traced },
    failures: [
      ...transitions.failed.map(({ release, reason }) => `The step to ${release}: ${reason}`),
      ...culprits.failures,
    ],
  };
}

/** Whether it would find anything. */
export async function isRehearsalDue(
  { database }: WorkerContext,
  portId: number,
): Promise<boolean> {
  const { prisma } = database;
  if ((await listTransitionsToMeasure(prisma, portId)).length > 0) return true;
  return (await listRehearsalsWithoutCulprits(prisma, portId)).length > 0;
}
