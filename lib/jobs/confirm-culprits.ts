// Compares the culprits of a port's conflicts with whole rehearsals, one rehearsal at a time: what matters more comes in between.
import {
  findCulpritsToConfirm,
  type UnconfirmedRehearsal,
} from '#lib/db/read/find-culprits-to-confirm.ts';
import { recordConfirmations } from '#lib/db/write/record-confirmations.ts';
import { confirmCulprits } from '#lib/diff/confirm-culprits.ts';
import { withRehearsalInstruments } from '#lib/diff/rehearsal-instruments.ts';
import { GitError } from '#lib/git/git-error.ts';

import type { WorkerContext } from './worker-context.ts';

export interface ConfirmedRehearsal {
  /** To go on behind it, whether or not it could be done. */
  readonly id: number;
  /** Conflicts that were compared. */
  readonly compared: number;
  /** A sentence: it is tried again. Null: all went well. */
  readonly failure: string | null;
}

/** Null: nothing is left to confirm. `before` is the id of the rehearsal that was the last one's turn. */
export async function confirmNextCulprits(
  context: WorkerContext,
  portId: number,
  before: number | null,
): Promise<ConfirmedRehearsal | null> {
  const rehearsal = await findCulpritsToConfirm(context.database.prisma, portId, before);
  if (rehearsal === null) return null;
  const failure = await confirmOne(context, rehearsal);
  const { id, culprits } = rehearsal;
  return { id, compared: failure === null ? culprits.length : 0, failure };
}

/** Whatever is left, newest first; returns sentences on those that failed. */
export async function confirmAllCulprits(
  context: WorkerContext,
  portId: number,
): Promise<readonly string[]> {
  const failures: string[] = [];
  let before: number | null = null;
  for (;;) {
    context.signal.throwIfAborted();
    const done: ConfirmedRehearsal | null = await confirmNextCulprits(context, portId, before);
    if (done === null) return failures;
    if (done.failure !== null) failures.push(done.failure);
    before = done.id;
  }
}

async function confirmOne(
  { database, mirror, now, signal, log }: WorkerContext,
  { id, baseSha, headSha, target, culprits }: UnconfirmedRehearsal,
): Promise<string | null> {
  try {
    const confirmed = await withRehearsalInstruments(mirror.reader, (instruments) =>
      confirmCulprits(instruments, {
        from: { base: baseSha, head: headSha },
        culprits,
        limits: { signal },
      }),
    );
    const confirmations = culprits.map((culprit) => ({
      ...culprit,
      isConfirmed: confirmed.get(culprit.path) === true,
    }));
    await recordConfirmations(database.prisma, { rehearsalId: id, confirmations, at: now() });
    return null;
  } catch (error) {
    if (!(error instanceof GitError) || error.failureKind === 'aborted') throw error;
    log.warn({ target, args: error.args, stderr: error.stderr }, error.message);
    return `The culprits on ${target} were not confirmed: ${error.message}`;
  }
}
