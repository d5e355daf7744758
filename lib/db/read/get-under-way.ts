import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { SHOWN_TASKS, type UnderWay } from '#lib/domain/under-way.ts';

import { countJobs } from './count-jobs.ts';

/** Work that has not said for so long how far it is, and a worker that has not said that it lives, are taken for gone. */
const silenceMs = 60_000;

const versions = z.tuple([z.object({ version: z.string() })]);

/** Every open page asks this, again and again: four questions, of which only the last reads more than a few rows. */
export async function getUnderWay(db: DatabaseClient, now: Date): Promise<UnderWay> {
  const heardSince = new Date(now.getTime() - silenceMs);
  const [progress, workers, queue, stored] = await Promise.all([
    db.progress.findMany({
      where: { finishedAt: null, updatedAt: { gte: heardSince } },
      orderBy: { startedAt: 'asc' },
    }),
    db.worker.count({ where: { seenAt: { gte: heardSince } } }),
    countJobs(db),
    db.$queryRaw`
      SELECT concat_ws(' ',
        (SELECT concat_ws(' ', count(*), max("measuredAt"), max("seenAt")) FROM revision),
        (SELECT concat_ws(' ', count(*), max("rehearsedAt"), max("culpritsAt"), max("confirmedAt")) FROM rehearsal),
        (SELECT concat_ws(' ', count(*), max("measuredAt")) FROM transition)) AS version`,
  ]);
  const [{ version }] = versions.parse(stored);
  return {
    progress: progress.map(({ id, stage, done, total, unit }) => ({
      id,
      stage,
      done: Number(done),
      total: total === null ? null : Number(total),
      unit,
    })),
    jobs: SHOWN_TASKS.flatMap((task) => {
      const jobs = workers === 0 ? undefined : queue?.find((each) => each.task === task);
      const count = jobs === undefined ? 0 : jobs.ready + jobs.running;
      return count === 0 ? [] : [{ task, count }];
    }),
    version,
  };
}
