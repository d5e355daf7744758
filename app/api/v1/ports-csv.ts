import type { ApiPort } from '#lib/domain/api-v1.ts';

import { toCsv } from './csv.ts';

/** The table of all ports, and what its newest rebase measures. */
export function portsCsv(ports: readonly ApiPort[]): string {
  return toCsv(ports, [
    ['port', ({ slug }) => slug],
    ['name', ({ name }) => name],
    ['fork', ({ fork }) => fork],
    ['state', ({ state }) => state],
    ['verdict', ({ verdict }) => verdict],
    ['rebases', ({ rebases }) => rebases],
    ['release', ({ latest }) => latest?.release ?? null],
    ['releasedAt', ({ latest }) => latest?.releasedAt ?? null],
    ['publishedAt', ({ latest }) => latest?.publishedAt ?? null],
    ['lagDays', ({ latest }) => latest?.lagDays ?? null],
    ['files', ({ latest }) => latest?.patch?.files ?? null],
    ['insertions', ({ latest }) => latest?.patch?.insertions ?? null],
    ['deletions', ({ latest }) => latest?.patch?.deletions ?? null],
    ['touchFiles', ({ latest }) => latest?.touch?.files ?? null],
    ['touchInsertions', ({ latest }) => latest?.touch?.insertions ?? null],
    ['touchDeletions', ({ latest }) => latest?.touch?.deletions ?? null],
    ['unmeasuredReason', ({ latest }) => latest?.unmeasuredReason ?? null],
    ['next', ({ next }) => next?.target ?? null],
    ['nextSha', ({ next }) => next?.sha ?? null],
    ['nextOutcome', ({ next }) => next?.outcome ?? null],
    ['nextConflictedFiles', ({ next }) => next?.conflictedFiles ?? null],
    ['polledAt', ({ polledAt }) => polledAt],
    ['failedLook', ({ failedLook }) => failedLook],
  ]);
}
