// Brings what a listing shows into the mirror, and says on the status page how far it is.
import type { RepositoryToPoll } from '#lib/db/read/list-repositories-to-poll.ts';
import { endProgress, growProgress, startProgress } from '#lib/db/write/record-progress.ts';
import type { FetchProgress } from '#lib/git/fetch-progress.ts';
import { fetchRefs, keepCommits } from '#lib/git/fetch-refs.ts';
import type { RemoteRef } from '#lib/git/list-remote-refs.ts';
import type { RefPlan } from '#lib/poller/plan-refs.ts';

import { remoteOf } from './remote.ts';
import type { WorkerContext } from './worker-context.ts';

export type FetchObserver = (progress: FetchProgress) => void;

const SAVE_EVERY_MS = 1000;

/** Call it under the mirror's lock. Throws GitError. */
export async function fetchRepository(
  context: WorkerContext,
  { fullName, fetchedAt }: RepositoryToPoll,
  {
    plan,
    refs,
    observe,
  }: {
    readonly plan: RefPlan;
    readonly refs: readonly RemoteRef[];
    readonly observe: FetchObserver;
  },
): Promise<void> {
  const { mirror, now } = context;
  const { prisma } = context.database;
  const id = `fetch:${fullName}`;
  const left = [
    ...plan.moved.map(({ previousSha }) => previousSha),
    ...plan.deleted.map(({ sha }) => sha),
  ];
  await keepCommits(mirror, left);
  const arriving = plan.added.length + plan.moved.length + plan.reappeared.length;
  if (arriving === 0 && plan.deleted.length === 0 && fetchedAt !== null) return;

  await startProgress(prisma, {
    id,
    stage: 'Connecting',
    done: 0,
    total: null,
    unit: 'objects',
    at: now(),
  });
  let savedAt = 0;
  let saving: Promise<void> = Promise.resolve();
  const onProgress = (progress: FetchProgress): void => {
    observe(progress);
    if (performance.now() - savedAt < SAVE_EVERY_MS) return;
    savedAt = performance.now();
    const { stage, doneObjects: done, totalObjects: total } = progress;
    // One after the other; a report that cannot be saved is no reason to stop the fetch.
    saving = saving
      .then(() => growProgress(prisma, { id, stage, done, total, unit: 'objects', at: now() }))
      .catch((error: unknown) => context.log.warn({ error }, 'Progress could not be saved.'));
  };
  try {
    const { url, network } = remoteOf(context.settings, fullName);
    await fetchRefs(mirror, {
      fullName,
      url,
      patterns: ['refs/heads/*', 'refs/tags/*'],
      expected: refs,
      prune: plan.deleted.length > 0,
      network,
      onProgress,
      signal: context.signal,
    });
    await saving;
    await endProgress(prisma, { id, at: now(), failure: null });
  } catch (error) {
    await saving;
    const failure = error instanceof Error ? error.message : 'It ended badly.';
    await endProgress(prisma, { id, at: now(), failure });
    throw error;
  }
}
