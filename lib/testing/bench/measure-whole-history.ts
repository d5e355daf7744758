// Runs the product's own measuring of a whole recorded history into a new database, as the worker does, and reads back what it stored.
import { fileURLToPath } from 'node:url';

import { execa } from 'execa';
import { z } from 'zod';

import { openDatabase, type Database } from '#lib/db/prisma-client.ts';
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

/**
 * The database holds a recorded history, and DATA_DIR the fetched mirror. Measuring has a process of its own, so that nothing
 * else counts as its memory. Throws when a rebase could not be measured.
 */
export async function measureWholeHistory(
  settings: Settings,
  databaseUrl: string,
): Promise<MeasuredHistory> {
  const database = openDatabase(databaseUrl, { poolSize: 2 });
  try {
    // The mirror holds all of it; the new database does not know.
    await database.prisma.repository.updateMany({ data: { fetchedAt: new Date() } });
    const { stdout } = await execa(process.execPath, ['--import', 'tsx', processPath], {
      env: { DATABASE_URL: databaseUrl, DATA_DIR: settings.dataDir },
      stderr: 'inherit',
    });
    const { elapsedMs, rssBytes } = outcome.parse(JSON.parse(stdout));
    return { elapsedMs, rssBytes, rebases: await readBack(database.prisma) };
  } finally {
    await database.close();
  }
}

const processPath = fileURLToPath(new URL('./measuring-process.ts', import.meta.url));
const outcome = z.object({ elapsedMs: z.number(), rssBytes: z.number() });

async function readBack(prisma: Database['prisma']): Promise<MeasuredRebase[]> {
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
