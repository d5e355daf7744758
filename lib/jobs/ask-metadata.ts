// Asks GitHub's REST API about a repository when that is due, and keeps what it says.
import { getRestAnswer } from '#lib/db/read/get-rest-answer.ts';
import { getRestPause } from '#lib/db/read/get-rest-pause.ts';
import type { RepositoryToPoll } from '#lib/db/read/list-repositories-to-poll.ts';
import { recordMetadata } from '#lib/db/write/record-metadata.ts';
import { recordRateLimit } from '#lib/db/write/record-rate-limit.ts';
import { storeRestAnswer } from '#lib/db/write/store-rest-answer.ts';
import { createGithub, type Github } from '#lib/github/create-github.ts';
import { GitHubError, type RestCost } from '#lib/github/github-error.ts';
import type { PollFailure } from '#lib/poller/next-poll.ts';
import { planMetadata } from '#lib/poller/plan-metadata.ts';

import type { WorkerContext } from './worker-context.ts';

export interface MetadataAsked {
  readonly cost: RestCost;
  readonly failure: PollFailure | null;
}

const NOTHING_ASKED: MetadataAsked = { cost: { requests: 0, charged: 0 }, failure: null };

export async function askMetadata(
  context: WorkerContext,
  repository: RepositoryToPoll,
  { refsChanged }: { readonly refsChanged: boolean },
): Promise<MetadataAsked> {
  const { database, settings, now } = context;
  const github = githubOf(context);
  const plan = planMetadata({
    hasToken: github.hasToken,
    now: now(),
    pollIntervalMs: settings.pollIntervalMs,
    metadataAt: repository.metadataAt,
    lastRefChangeAt: refsChanged ? now() : repository.lastRefChangeAt,
    pause: await getRestPause(database.prisma, github.credential, now()),
    restFailures: repository.restFailures,
  });
  if (plan.kind === 'skip') return NOTHING_ASKED;
  try {
    const { repository: metadata, cost } = await github.getRepository(repository.fullName);
    const { githubId, fullName, defaultBranch, archived } = metadata;
    const recorded = await recordMetadata(database.prisma, {
      repositoryId: repository.id,
      githubId,
      fullName,
      defaultBranch,
      archived,
      at: now(),
    });
    if (recorded.kind === 'recorded') return { cost, failure: null };
    return {
      cost,
      failure: {
        failureKind: 'own-trouble',
        sentence: recorded.reason,
        retryAt: null,
        part: 'metadata',
      },
    };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const { failureKind, message: sentence, retryAt, cost } = error;
    return { cost, failure: { failureKind, sentence, retryAt, part: 'metadata' } };
  }
}

function githubOf({ database: { prisma }, settings, now, log }: WorkerContext): Github {
  return createGithub({
    apiUrl: settings.githubApiUrl,
    token: settings.githubToken,
    store: {
      get: (key) => getRestAnswer(prisma, key),
      put: (answer) => storeRestAnswer(prisma, answer),
    },
    gate: {
      pause: (credential, at) => getRestPause(prisma, credential, at),
      record: (observation) => recordRateLimit(prisma, observation),
    },
    now,
    log,
  });
}
