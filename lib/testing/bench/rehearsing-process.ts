// The process whose time and memory the bench looks at: it does all rehearsals that the database of DATABASE_URL says are due, stage by stage.
import { listPortsToSync } from '#lib/db/read/list-ports-to-sync.ts';
import { confirmAllCulprits } from '#lib/jobs/confirm-culprits.ts';
import { measureTransitions } from '#lib/jobs/measure-transitions.ts';
import { rehearseTargets } from '#lib/jobs/rehearse-targets.ts';
import { traceCulprits } from '#lib/jobs/trace-culprits.ts';

import { runBenchProcess } from './run-bench-process.ts';

await runBenchProcess(async (context) => {
  const failures: string[] = [];
  const ports = await listPortsToSync(context.database.prisma);
  const time = async (stage: (portId: number) => Promise<readonly string[]>): Promise<number> => {
    const startedAt = performance.now();
    for (const { id } of ports) failures.push(...(await stage(id)));
    return performance.now() - startedAt;
  };
  const transitionsMs = await time(async (portId) => {
    const { failed } = await measureTransitions(context, portId);
    return failed.map(({ release, reason }) => `${release}: ${reason}`);
  });
  // Only what the transitions met is in conflict by now.
  const culpritsMs = await time(async (portId) => (await traceCulprits(context, portId)).failures);
  const targetsMs = await time(async (portId) => (await rehearseTargets(context, portId)).failures);
  const confirmingMs = await time((portId) => confirmAllCulprits(context, portId));
  if (failures.length > 0) throw new Error(failures.slice(0, 5).join('\n'));
  return { transitionsMs, culpritsMs, targetsMs, confirmingMs };
});
