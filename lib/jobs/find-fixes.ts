// Looks for what upstream's releases fix, line by line; each line is stored as soon as it is read.
import {
  listLinesWithoutFixes,
  type LineWithoutFixes,
} from '#lib/db/read/list-lines-without-fixes.ts';
import { recordReleaseFixes } from '#lib/db/write/record-release-fixes.ts';
import { findReleaseFixes } from '#lib/diff/find-release-fixes.ts';
import { METHOD_VERSION } from '#lib/diff/method-version.ts';
import { GitError } from '#lib/git/git-error.ts';

import type { WorkerContext } from './worker-context.ts';

export interface FoundFixes {
  /** Lines that were looked through. */
  readonly lines: number;
  /** Sentences; these lines are tried again. */
  readonly failures: readonly string[];
}

/** Null stands for every upstream. Run twice, it finds nothing to do. */
export async function findFixes(
  context: WorkerContext,
  repositoryId: number | null = null,
): Promise<FoundFixes> {
  const waiting = await listLinesWithoutFixes(
    context.database.prisma,
    METHOD_VERSION,
    repositoryId,
  );
  const failures: string[] = [];
  for (const line of waiting) {
    context.signal.throwIfAborted();
    const failure = await lookThrough(context, line);
    if (failure !== null) failures.push(failure);
  }
  return { lines: waiting.length - failures.length, failures };
}

async function lookThrough(
  { database, mirror, log }: WorkerContext,
  { repositoryId, line, releases }: LineWithoutFixes,
): Promise<string | null> {
  try {
    const fixes = await findReleaseFixes(mirror.reader, releases);
    await recordReleaseFixes(database.prisma, {
      repositoryId,
      releases: releases.map((release) => ({ ...release, fixes: fixes.get(release.name) ?? [] })),
      methodVersion: METHOD_VERSION,
    });
    return null;
  } catch (error) {
    if (!(error instanceof GitError) || error.failureKind === 'aborted') throw error;
    log.warn({ line, args: error.args, stderr: error.stderr }, error.message);
    return `What the releases of ${line} fix was not found: ${error.message}`;
  }
}
