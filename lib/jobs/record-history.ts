// Writes what the database holds for a port as a recording, and refuses to write one that is not whole.
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import { getRecordableHistory } from '#lib/db/read/get-recordable-history.ts';
import { nameCopy, recordedHistory, type RecordedHistory } from '#lib/domain/recorded-history.ts';
import { readDates } from '#lib/git/read-dates.ts';

import type { WorkerContext } from './worker-context.ts';

export type RecordOutcome =
  | { readonly kind: 'recorded'; readonly rebases: number; readonly bytes: number }
  /** A sentence: what is missing and what to do. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The same database gives the same bytes, but for the time. */
export async function recordHistory(
  { database, mirror, now }: WorkerContext,
  { port, path }: { readonly port: string; readonly path: string },
): Promise<RecordOutcome> {
  const held = await getRecordableHistory(database.prisma, port);
  if (!held) return { kind: 'refused', reason: `There is no port "${port}".` };
  const { releases, rebases, rehearsals, transitions } = held;
  const { heads, gitVersion, methodVersion, fork } = held;
  if (rebases.length === 0) {
    const reason = `Nothing of ${port} is measured yet: run npm run poll -- --once first.`;
    return { kind: 'refused', reason };
  }
  const dates = await readDates(mirror.reader, heads);
  const newest = [...dates.values()].reduce(
    (late, date) => (date && (!late || date > late) ? date : late),
    null,
  );
  if (!newest) {
    return {
      kind: 'refused',
      reason: `The mirror holds no commit of ${port}: run npm run poll -- --once first.`,
    };
  }
  const history: RecordedHistory = recordedHistory.parse({
    format: 4,
    port,
    recordedAt: now().toISOString(),
    copy: nameCopy(fork, newest),
    gitVersion,
    methodVersion,
    releases,
    rebases,
    rehearsals,
    transitions,
  });
  const bytes = await promisify(gzip)(`${JSON.stringify(history)}\n`, { level: 9 });
  await writeFile(path, bytes);
  return { kind: 'recorded', rebases: rebases.length, bytes: bytes.length };
}
