// Runs the product's own measuring of a whole recorded history into a new database, as the worker does, and reads back what it stored.
import { pino } from 'pino';

import { openWorkerContext } from '#lib/jobs/open-worker-context.ts';
import { measureAll } from '#lib/jobs/poll-once.ts';
import { formatShortstat } from '#lib/domain/git-shortstat.ts';
import type { Settings } from '#lib/domain/settings.ts';

export interface MeasuredRebase {
  readonly release: string;
  readonly base: string;
  readonly head: string;
  readonly previousLine: string | null;
  /** As `git diff --shortstat` would print it. */
  readonly shortstat: string;
  readonly added: readonly string[];
  /** New path → old path. */
  readonly copies: ReadonlyMap<string, string>;
}

export interface MeasuredHistory {
  readonly elapsedMs: number;
  readonly rssBytes: number;
  readonly rebases: readonly MeasuredRebase[];
}

/** The database holds a recorded history, and DATA_DIR the fetched mirror. Throws when a rebase could not be measured. */
export async function measureWholeHistory(
  settings: Settings,
  databaseUrl: string,
): Promise<MeasuredHistory> {
  const signal = new AbortController().signal;
  const log = pino({ level: 'silent' });
  const context = await openWorkerContext({ settings, databaseUrl, signal, log });
  try {
    // The mirror holds all of it; the new database does not know.
    await context.database.prisma.repository.updateMany({ data: { fetchedAt: new Date() } });
    let rssBytes = process.memoryUsage.rss();
    const sampling = setInterval(() => {
      rssBytes = Math.max(rssBytes, process.memoryUsage.rss());
    }, 50);
    const startedAt = performance.now();
    const { failures } = await measureAll(context, null, () => undefined);
    const elapsedMs = performance.now() - startedAt;
    clearInterval(sampling);
    if (failures.length > 0) throw new Error(failures.slice(0, 5).join('\n'));
    return { elapsedMs, rssBytes, rebases: await readBack(context.database.prisma) };
  } finally {
    await context.database.close();
  }
}

type Prisma = Awaited<ReturnType<typeof openWorkerContext>>['database']['prisma'];

async function readBack(prisma: Prisma): Promise<MeasuredRebase[]> {
  const releases = await prisma.release.findMany({ where: { kind: 'first' } });
  const revisions = await prisma.revision.findMany({
    where: { isNewest: true, source: 'measured' },
    include: { rebase: true, fileChanges: true },
    orderBy: { rebase: { order: 'asc' } },
  });
  return revisions.map(({ rebase, fileChanges, ...revision }) => {
    const minor = Number(rebase.line.split('.')[1]);
    const added = fileChanges.filter(({ status }) => status === 'added');
    return {
      release: rebase.release,
      base: revision.baseSha ?? '',
      head: revision.headSha,
      previousLine: releases.find(({ line }) => line === `go1.${minor - 1}`)?.sha ?? null,
      shortstat: formatShortstat({
        files: revision.files ?? 0,
        insertions: revision.insertions ?? 0,
        deletions: revision.deletions ?? 0,
      }),
      added: added.map(({ path }) => path),
      copies: new Map(
        added.flatMap(({ path, copiedFromPath }) =>
          copiedFromPath === null ? [] : [[path, copiedFromPath]],
        ),
      ),
    };
  });
}
