// One poll of one repository: list its refs, fetch what moved, store both, and have new rebases measured. A failure changes nothing that is stored.
import { withLock } from '#lib/db/advisory-lock.ts';
import { hasRecordedRebases } from '#lib/db/read/has-recorded-rebases.ts';
import { listRefs } from '#lib/db/read/list-refs.ts';
import type { RepositoryToPoll } from '#lib/db/read/list-repositories-to-poll.ts';
import { recordFetch } from '#lib/db/write/record-fetch.ts';
import { recordListing } from '#lib/db/write/record-listing.ts';
import { recordPoll, type PollToRecord } from '#lib/db/write/record-poll.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import { GitError } from '#lib/git/git-error.ts';
import { listRemoteRefs, type RemoteRef } from '#lib/git/list-remote-refs.ts';
import { planNextPoll, type PollFailure } from '#lib/poller/next-poll.ts';
import { countRefChanges, planRefs, type RefPlan } from '#lib/poller/plan-refs.ts';

import { askMetadata, type MetadataAsked } from './ask-metadata.ts';
import { describeGitFailure } from './describe-git-failure.ts';
import {
  enqueueUnmeasured,
  enqueueUnrehearsed,
  enqueueWithoutFixes,
} from './enqueue-unmeasured.ts';
import { fetchRepository, type FetchObserver } from './fetch-repository.ts';
import { remoteOf } from './remote.ts';
import { syncRebases } from './sync-rebases.ts';
import type { WorkerContext } from './worker-context.ts';

export interface PolledRepository {
  readonly outcome: 'unchanged' | 'changed' | 'failed';
  /** A sentence. Null: nothing failed. */
  readonly reason: string | null;
  /** Refs that were new, moved or deleted. */
  readonly changes: number;
  readonly nextPollAt: Date;
}

interface ListingOutcome {
  readonly listing: PollToRecord['listing'];
  readonly failure: PollFailure | null;
}

/** Never throws for what GitHub or the network does: that is a failed poll, with its reason. */
export async function pollRepository(
  context: WorkerContext,
  repository: RepositoryToPoll,
  observe: FetchObserver = () => undefined,
): Promise<PolledRepository> {
  const { database, now, settings } = context;
  const startedAt = now();
  const { listing, failure: refsFailure } = await pollRefs(context, repository, observe);
  const metadata: MetadataAsked =
    refsFailure === null
      ? await askMetadata(context, repository, { refsChanged: (listing?.changes ?? 0) > 0 })
      : { cost: { requests: 0, charged: 0 }, failure: null };
  const failure = refsFailure ?? metadata.failure;
  const finishedAt = now();
  const { nextPollAt, reason } = planNextPoll({
    finishedAt,
    pollIntervalMs: settings.pollIntervalMs,
    failure,
    failuresBefore:
      failure?.part === 'metadata' ? (repository.restFailures?.count ?? 0) : repository.failures,
    jitter: Math.random(),
  });
  await recordPoll(database.prisma, {
    repositoryId: repository.id,
    startedAt,
    finishedAt,
    failure: failure && { failureKind: failure.failureKind, reason: reason ?? failure.sentence },
    listing,
    rest: metadata.cost,
    nextPollAt,
  });
  const changes = listing?.changes ?? 0;
  const outcome = failure ? 'failed' : changes > 0 ? 'changed' : 'unchanged';
  return { outcome, reason, changes, nextPollAt };
}

async function pollRefs(
  context: WorkerContext,
  repository: RepositoryToPoll,
  observe: FetchObserver,
): Promise<ListingOutcome> {
  const { prisma } = context.database;
  const { fullName } = repository;
  const { url, network } = remoteOf(context.settings, fullName);
  let refs: readonly RemoteRef[];
  try {
    refs = await listRemoteRefs(url, network, context.signal);
  } catch (error) {
    return { listing: null, failure: gitFailure(`The list of refs of ${fullName}`, error) };
  }
  const plan = planRefs({
    storedDigest: isTakenOver(repository) ? repository.listingDigest : null,
    stored: await listRefs(prisma, repository.id),
    listing: refs,
  });
  const listedAt = context.now();
  switch (plan.kind) {
    case 'implausible':
      return {
        listing: null,
        failure: {
          failureKind: 'malformed-answer',
          sentence: plan.reason,
          retryAt: null,
          part: 'refs',
        },
      };
    case 'unchanged':
      // A recorded rebase that the fork no longer has is in no listing, so no change of one tells of it.
      if (await hasRecordedRebases(prisma, repository.id)) await syncRebases(context, repository);
      return { listing: { refs: plan.listed, changes: 0, listedAt }, failure: null };
    case 'plan':
      return await takeOver(context, repository, { plan, refs, listedAt, observe });
    default:
      return assertNever(plan);
  }
}

/** Whether the last listing's changes were fetched and followed up to the end. */
function isTakenOver({ fetchedAt, lastRefChangeAt }: RepositoryToPoll): boolean {
  return fetchedAt !== null && (lastRefChangeAt === null || lastRefChangeAt <= fetchedAt);
}

interface TakeOver {
  readonly plan: RefPlan;
  readonly refs: readonly RemoteRef[];
  readonly listedAt: Date;
  readonly observe: FetchObserver;
}

/** Fetches before it stores: what is stored as listed is in the mirror, whenever the process ends. */
async function takeOver(
  context: WorkerContext,
  repository: RepositoryToPoll,
  { plan, refs, listedAt, observe }: TakeOver,
): Promise<ListingOutcome> {
  const { prisma, pool } = context.database;
  if (plan.doubt !== null) context.log.warn({ repository: repository.fullName }, plan.doubt);
  try {
    await withLock(pool, 'mirror', () =>
      fetchRepository(context, repository, { plan, refs, observe }),
    );
  } catch (error) {
    return { listing: null, failure: gitFailure(`The history of ${repository.fullName}`, error) };
  }
  const recorded = await recordListing(prisma, {
    repositoryId: repository.id,
    basedOn: { listedAt: repository.listedAt, listingDigest: repository.listingDigest },
    listedAt,
    changes: plan,
  });
  if (recorded.kind === 'recorded') {
    await syncRebases(context, repository);
    // Last: a poll that ends before this is done again whole.
    await recordFetch(prisma, { repositoryId: repository.id, fetchedAt: listedAt });
    await enqueueUnmeasured(context);
    // A new release or a new tip is ahead of rebases that are measured already.
    await enqueueUnrehearsed(context, { hasNews: true });
    await enqueueWithoutFixes(context);
  }
  const changes = countRefChanges(plan);
  return { listing: { refs: plan.listed, changes, listedAt }, failure: null };
}

function gitFailure(what: string, error: unknown): PollFailure {
  if (!(error instanceof GitError) || error.failureKind === 'aborted') throw error;
  return { ...describeGitFailure(what, error), retryAt: null, part: 'refs' };
}
