// Measures what each rebase of a port cost over the one before it; each is stored as soon as it is done.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { getPortToMeasure, type PortToMeasure } from '#lib/db/read/get-port-to-measure.ts';
import {
  listRehearsableRevisions,
  type RehearsableRevision,
} from '#lib/db/read/list-rehearsable-revisions.ts';
import { listTouchPaths } from '#lib/db/read/list-touch-paths.ts';
import { listMeasuredTransitions } from '#lib/db/read/list-transitions.ts';
import { recordTransition } from '#lib/db/write/record-transition.ts';
import { findSilentRisks, listSilentWork } from '#lib/diff/find-silent-risks.ts';
import { measureTransition } from '#lib/diff/measure-transition.ts';
import {
  withRehearsalInstruments,
  type RehearsalInstruments,
} from '#lib/diff/rehearsal-instruments.ts';
import { METHOD_VERSION } from '#lib/diff/method-version.ts';
import type { SilentRisk } from '#lib/domain/silent-risk.ts';
import type { RehearsalMeasurement, TransitionMeasurement } from '#lib/domain/transition.ts';
import { GitError } from '#lib/git/git-error.ts';
import pLimit from 'p-limit';

import { targetOfRelease } from './rehearsal-target.ts';
import type { WorkerContext } from './worker-context.ts';

type MeasuredRevision = RehearsableRevision & { readonly commits: number };

export interface TransitionPair {
  readonly from: MeasuredRevision;
  readonly to: MeasuredRevision;
}

/** Neighbours in release order that are not measured by this version of the method, or could not be. */
export async function listTransitionsToMeasure(
  db: DatabaseClient,
  portId: number,
): Promise<TransitionPair[]> {
  const revisions = await listRehearsableRevisions(db, portId);
  const measured = await listMeasuredTransitions(db, portId, METHOD_VERSION);
  const known = new Set(measured.map((key) => `${key.fromRevisionId} ${key.toRevisionId}`));
  return revisions.flatMap((to, index) => {
    const from = revisions[index - 1];
    // Neighbours among all rebases: one that is still to be measured must not be skipped.
    if (from === undefined || !isMeasured(from) || !isMeasured(to)) return [];
    return known.has(`${from.revisionId} ${to.revisionId}`) ? [] : [{ from, to }];
  });
}

function isMeasured(revision: RehearsableRevision): revision is MeasuredRevision {
  return revision.isMeasured && revision.commits !== null;
}

export interface MeasuredTransitions {
  readonly measured: number;
  /** Each with a sentence; they are tried again. */
  readonly failed: readonly { readonly release: string; readonly reason: string }[];
}

/** Beside range-diff each transition runs one other git, so two at a time keep two cores busy without a queue. */
const AT_ONCE = 2;

/** /method#hand-work: in release order, whatever the dates. Run twice, it finds nothing to do. */
export async function measureTransitions(
  context: WorkerContext,
  portId: number,
  onMeasured: (done: number, total: number) => void = () => undefined,
): Promise<MeasuredTransitions> {
  const { prisma } = context.database;
  const port = await getPortToMeasure(prisma, portId);
  const pairs = await listTransitionsToMeasure(prisma, portId);
  const limit = pLimit(AT_ONCE);
  let done = 0;
  const failures = await withRehearsalInstruments(context.mirror.reader, (instruments) =>
    Promise.all(
      pairs.map((pair) =>
        limit(async () => {
          context.signal.throwIfAborted();
          const failure = await measureOne(context, { ...pair, port, instruments });
          done += 1;
          onMeasured(done, pairs.length);
          return failure;
        }),
      ),
    ),
  );
  const failed = failures.filter((failure) => failure !== null);
  return { measured: pairs.length - failed.length, failed };
}

interface TransitionTurn extends TransitionPair {
  readonly port: PortToMeasure;
  readonly instruments: RehearsalInstruments;
}

async function measureOne(
  { database: { prisma }, gitVersion, now, log, signal }: WorkerContext,
  { from, to, port, instruments }: TransitionTurn,
): Promise<{ readonly release: string; readonly reason: string } | null> {
  const record = {
    fromRevisionId: from.revisionId,
    toRevisionId: to.revisionId,
    target: targetOfRelease({ ...to, name: to.release, sha: to.baseSha }),
    gitVersion,
    methodVersion: METHOD_VERSION,
  };
  const made: { rehearsal: RehearsalMeasurement | null } = { rehearsal: null };
  try {
    const transition = await measureTransition(instruments, {
      from: {
        base: from.baseSha,
        head: from.headSha,
        commits: from.commits,
        touchPaths: await listTouchPaths(prisma, from.revisionId),
      },
      to: { base: to.baseSha, head: to.headSha, commits: to.commits },
      subsystemRules: port.subsystemRules,
      limits: { signal },
      onRehearsed: (rehearsal) => {
        made.rehearsal = rehearsal;
      },
    });
    const silent = await measureSilentWork(instruments, { from, to, port }, transition);
    const result = { kind: 'measured', transition, silent } as const;
    await recordTransition(prisma, { ...record, result, measuredAt: now() });
    return null;
  } catch (error) {
    if (!(error instanceof GitError) || error.failureKind === 'aborted') throw error;
    const reason = `${error.message.replace(/\.+$/, '')}.`;
    log.warn({ release: to.release, args: error.args, stderr: error.stderr }, reason);
    await recordTransition(prisma, {
      ...record,
      result: { kind: 'error', rehearsal: made.rehearsal, reason },
      measuredAt: now(),
    });
    return { release: to.release, reason };
  }
}

/** What silent risks are scored against: steps to a first release (/method#silent-risk). */
async function measureSilentWork(
  instruments: RehearsalInstruments,
  { from, to, port }: Omit<TransitionTurn, 'instruments'>,
  transition: TransitionMeasurement,
): Promise<{ readonly risks: readonly SilentRisk[]; readonly work: readonly string[] } | null> {
  if (to.kind !== 'first') return null;
  const conflicts = transition.conflicts.map(({ path }) => path);
  return {
    risks: await findSilentRisks(instruments, {
      base: from.baseSha,
      target: to.baseSha,
      conflicts,
      platforms: { goos: port.goos, goarch: port.goarch },
    }),
    work: await listSilentWork(instruments, {
      from: { base: from.baseSha },
      to: { base: to.baseSha, head: to.headSha },
      conflicts,
    }),
  };
}
