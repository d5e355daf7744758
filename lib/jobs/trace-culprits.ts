// Finds the upstream commits behind the conflicts of a port's rehearsals; each rehearsal's are stored as soon as they are known.
import {
  listRehearsalsWithoutCulprits,
  type UnexplainedRehearsal,
} from '#lib/db/read/list-rehearsals-without-culprits.ts';
import { recordCulprits } from '#lib/db/write/record-culprits.ts';
import { findCulprits } from '#lib/diff/find-culprits.ts';
import {
  withRehearsalInstruments,
  type RehearsalInstruments,
} from '#lib/diff/rehearsal-instruments.ts';
import { GitError } from '#lib/git/git-error.ts';
import pLimit from 'p-limit';

import type { WorkerContext } from './worker-context.ts';

export interface TracedCulprits {
  readonly traced: number;
  /** Sentences; these rehearsals are tried again. */
  readonly failures: readonly string[];
}

/** While the history of one is read, the files of another can be merged. */
const AT_ONCE = 2;

/** Of transitions and forecasts; what a backtest met is in the transition that it foretells. */
export async function traceCulprits(
  context: WorkerContext,
  portId: number,
): Promise<TracedCulprits> {
  const waiting = await listRehearsalsWithoutCulprits(context.database.prisma, portId);
  if (waiting.length === 0) return { traced: 0, failures: [] };
  const limit = pLimit(AT_ONCE);
  const traced = await withRehearsalInstruments(context.mirror.reader, (instruments) =>
    limit.map(waiting, async (rehearsal) => {
      context.signal.throwIfAborted();
      return await traceOne(context, instruments, rehearsal);
    }),
  );
  const failures = traced.filter((failure) => failure !== null);
  return { traced: waiting.length - failures.length, failures };
}

async function traceOne(
  { database, now, signal, log }: WorkerContext,
  instruments: RehearsalInstruments,
  { id, baseSha, headSha, target, targetSha, paths }: UnexplainedRehearsal,
): Promise<string | null> {
  try {
    const culprits = await findCulprits(instruments, {
      from: { base: baseSha, head: headSha },
      target: targetSha,
      paths,
      limits: { signal },
    });
    await recordCulprits(database.prisma, { rehearsalId: id, culprits, at: now() });
    return null;
  } catch (error) {
    if (!(error instanceof GitError) || error.failureKind === 'aborted') throw error;
    log.warn({ target, args: error.args, stderr: error.stderr }, error.message);
    return `The culprits on ${target} were not found: ${error.message}`;
  }
}
