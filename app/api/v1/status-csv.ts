// The tables of the status page.
import { findNextPoll, type PollPlan } from '#components/status/describe-status.ts';
import type { JobCount, RepositoryStatus, WorkerView } from '#lib/domain/status-view.ts';

import { toCsv } from './csv.ts';

/** What was polled when, and how; nothing of a repository that has never been polled is 0. */
export function repositoriesCsv(repositories: readonly RepositoryStatus[], plan: PollPlan): string {
  const rows = repositories.map((repository) => ({ ...repository, last: repository.polls[0] }));
  return toCsv(rows, [
    ['repository', ({ fullName }) => fullName],
    ['archived', ({ archived }) => archived],
    ['goneSince', ({ goneAt }) => timeOf(goneAt)],
    ['listedAt', ({ listedAt }) => timeOf(listedAt)],
    ['polledAt', ({ last }) => timeOf(last?.finishedAt ?? null)],
    ['outcome', ({ last }) => last?.outcome ?? null],
    ['failures', ({ failures }) => failures],
    ['reason', ({ last }) => last?.reason ?? null],
    ['refs', ({ last }) => last?.refs ?? null],
    ['changes', ({ last }) => last?.changes ?? null],
    ['restRequests', ({ last }) => last?.restRequests ?? null],
    ['restCharged', ({ last }) => last?.restCharged ?? null],
    ['fetchedAt', ({ fetchedAt }) => timeOf(fetchedAt)],
    ['nextPollAt', (repository) => timeOf(findNextPoll(repository, plan))],
  ]);
}

/** Jobs by task. */
export function queueCsv(queue: readonly JobCount[]): string {
  return toCsv(queue, [
    ['task', ({ task }) => task],
    ['running', ({ running }) => running],
    ['ready', ({ ready }) => ready],
    ['later', ({ later }) => later],
    ['givenUp', ({ failed }) => failed],
    ['nextAt', ({ nextAt }) => timeOf(nextAt)],
    ['lastError', ({ lastError }) => lastError],
  ]);
}

export function workersCsv(workers: readonly WorkerView[]): string {
  return toCsv(workers, [
    ['worker', ({ id }) => id],
    ['reportedAt', ({ seenAt }) => timeOf(seenAt)],
    ['startedAt', ({ startedAt }) => timeOf(startedAt)],
    ['memoryBytes', ({ rssBytes }) => rssBytes],
    ['git', ({ gitVersion }) => gitVersion],
    ['node', ({ nodeVersion }) => nodeVersion],
  ]);
}

function timeOf(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
