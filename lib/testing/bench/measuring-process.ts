// The process whose time and memory the bench looks at: it measures whatever the database of DATABASE_URL says is waiting.
import { measureAll } from '#lib/jobs/poll-once.ts';

import { runBenchProcess } from './run-bench-process.ts';

await runBenchProcess(async (context) => {
  const startedAt = performance.now();
  const { failures } = await measureAll(context, null, () => undefined);
  const elapsedMs = performance.now() - startedAt;
  if (failures.length > 0) throw new Error(failures.slice(0, 5).join('\n'));
  return { elapsedMs };
});
