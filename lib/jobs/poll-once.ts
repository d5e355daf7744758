// One round in the foreground: poll each repository, then measure what is new; told step by step to whoever watches.
import pLimit from 'p-limit';

import { listPortSlugs } from '#lib/db/read/list-port-slugs.ts';
import { listPortsToSync } from '#lib/db/read/list-ports-to-sync.ts';
import { listRepositoriesToPoll } from '#lib/db/read/list-repositories-to-poll.ts';
import { listRevisionsToMeasure } from '#lib/db/read/list-revisions-to-measure.ts';
import { METHOD_VERSION } from '#lib/diff/method-version.ts';
import type { FetchProgress } from '#lib/git/fetch-progress.ts';

import { confirmAllCulprits } from './confirm-culprits.ts';
import { findFixes } from './find-fixes.ts';
import { measureLine } from './measure-line.ts';
import { pollRepository, type PolledRepository } from './poll-repository.ts';
import { rehearsePort } from './rehearse-port.ts';
import type { WorkerContext } from './worker-context.ts';

export interface RoundObserver {
  readonly fetching: (fullName: string, progress: FetchProgress) => void;
  readonly polled: (fullName: string, polled: PolledRepository) => void;
  readonly measuring: (done: number, total: number) => void;
  readonly rehearsing: (done: number, total: number) => void;
}

export interface Round {
  /** Rebases measured in this round. */
  readonly measured: number;
  /** Sentences: what was not polled or measured, and why. Empty: all went well. */
  readonly failures: readonly string[];
}

/** Null stands for all ports. An unknown port is a failure. */
export async function pollOnce(
  context: WorkerContext,
  portSlug: string | null,
  observer: RoundObserver,
): Promise<Round> {
  const { prisma } = context.database;
  const slugs = await listPortSlugs(prisma);
  if (portSlug !== null && !slugs.includes(portSlug)) {
    return {
      measured: 0,
      failures: [`There is no port "${portSlug}"; there is ${slugs.join(', ')}.`],
    };
  }
  const failures: string[] = [];
  for (const repository of await listRepositoriesToPoll(prisma, { dueAt: null, portSlug })) {
    const { fullName } = repository;
    const polled = await pollRepository(context, repository, (progress) =>
      observer.fetching(fullName, progress),
    );
    observer.polled(fullName, polled);
    if (polled.reason !== null) failures.push(polled.reason);
  }
  const { measured, failures: unmeasured } = await measureAll(
    context,
    portSlug,
    observer.measuring,
  );
  const unrehearsed = await rehearseAll(context, portSlug, observer.rehearsing);
  const { failures: notLookedFor } = await findFixes(context);
  return { measured, failures: [...failures, ...unmeasured, ...unrehearsed, ...notLookedFor] };
}

/** Makes whatever rehearsals are due; returns sentences on those that failed. */
export async function rehearseAll(
  context: WorkerContext,
  portSlug: string | null,
  onTransition: RoundObserver['rehearsing'],
): Promise<readonly string[]> {
  const ports = await listPortsToSync(context.database.prisma);
  const failures: string[] = [];
  for (const { id, slug } of ports) {
    if (portSlug !== null && slug !== portSlug) continue;
    failures.push(...(await rehearsePort(context, id, onTransition)).failures);
    failures.push(...(await confirmAllCulprits(context, id)));
  }
  return failures;
}

/** Measures whatever waits, two lines at a time, as the worker does. */
export async function measureAll(
  context: WorkerContext,
  portSlug: string | null,
  onProgress: RoundObserver['measuring'],
): Promise<Round> {
  const { prisma } = context.database;
  const where = portSlug === null ? {} : { portSlug };
  const waiting = await listRevisionsToMeasure(prisma, METHOD_VERSION, where);
  if (waiting.length === 0) return { measured: 0, failures: [] };
  const lines = new Map(waiting.map(({ portId, line }) => [`${portId} ${line}`, { portId, line }]));
  let done = 0;
  onProgress(done, waiting.length);
  const twoAtATime = pLimit(2);
  const results = await Promise.all(
    [...lines.values()].map((line) =>
      twoAtATime(() =>
        measureLine(context, line, () => {
          done += 1;
          onProgress(done, waiting.length);
        }),
      ),
    ),
  );
  return {
    measured: results.reduce((sum, { measured }) => sum + measured, 0),
    failures: results.flatMap(({ failed }) =>
      failed.map(({ release, reason }) => `${release} was not measured: ${reason}`),
    ),
  };
}
