// Measures what is not measured yet of a port's line, rebase by rebase; each is stored as soon as it is done.
import { getPortToMeasure } from '#lib/db/read/get-port-to-measure.ts';
import { listReleases } from '#lib/db/read/list-releases.ts';
import {
  listRevisionsToMeasure,
  type RevisionToMeasure,
} from '#lib/db/read/list-revisions-to-measure.ts';
import { recordMeasurement } from '#lib/db/write/record-measurement.ts';
import { recordMeasuringFailure } from '#lib/db/write/record-measuring-failure.ts';
import { createCopyOrigins, type ReleaseTree } from '#lib/diff/copy-origins.ts';
import { measurePatch, type Instruments } from '#lib/diff/measure-patch.ts';
import { METHOD_VERSION } from '#lib/diff/method-version.ts';
import { parseGoRelease } from '#lib/domain/go-release.ts';
import { GitError } from '#lib/git/git-error.ts';
import { openObjectReader } from '#lib/git/object-reader.ts';

import type { MeasureLinePayload } from './tasks.ts';
import type { WorkerContext } from './worker-context.ts';

export interface MeasuredLine {
  readonly measured: number;
  /** Rebases that could not be measured, each with its reason; they are tried again. */
  readonly failed: readonly {
    readonly release: string;
    readonly reason: string;
    readonly retryable: boolean;
  }[];
}

/** Enough for every file header; a file of any size is read in bounded memory. */
const SOURCE_BYTES = 256 * 1024;

/** Run twice, it finds nothing to do. A rebase that git cannot measure keeps its reason and does not stop the others. */
export async function measureLine(
  context: WorkerContext,
  { portId, line }: MeasureLinePayload,
  onMeasured: () => void = () => undefined,
): Promise<MeasuredLine> {
  const { prisma } = context.database;
  const revisions = await listRevisionsToMeasure(prisma, METHOD_VERSION, { portId, line });
  if (revisions.length === 0) return { measured: 0, failed: [] };
  const port = await getPortToMeasure(prisma, portId);
  const previousLine = findPreviousLine(line, await listReleases(prisma, port.upstreamId));
  const objects = openObjectReader(context.mirror.reader, SOURCE_BYTES);
  const instruments: Instruments = {
    repository: context.mirror.reader,
    objects,
    copyOrigins: createCopyOrigins(context.mirror.reader),
  };
  const failed: { release: string; reason: string; retryable: boolean }[] = [];
  try {
    for (const revision of revisions) {
      context.signal.throwIfAborted();
      const failure = await measureRevision(context, instruments, { revision, port, previousLine });
      if (failure) failed.push({ release: revision.release, ...failure });
      onMeasured();
    }
  } finally {
    objects.close();
  }
  return { measured: revisions.length - failed.length, failed };
}

interface MeasuringTurn {
  readonly revision: RevisionToMeasure;
  readonly port: Awaited<ReturnType<typeof getPortToMeasure>>;
  readonly previousLine: ReleaseTree | null;
}

async function measureRevision(
  context: WorkerContext,
  instruments: Instruments,
  { revision, port, previousLine }: MeasuringTurn,
): Promise<{ readonly reason: string; readonly retryable: boolean } | null> {
  const { prisma } = context.database;
  const { revisionId, release, baseSha, headSha } = revision;
  const startedAt = performance.now();
  try {
    const measurement = await measurePatch(instruments, {
      base: { release, sha: baseSha },
      head: headSha,
      previousLine,
      platforms: { goos: port.goos, goarch: port.goarch },
      subsystemRules: port.subsystemRules,
    });
    await recordMeasurement(prisma, {
      revisionId,
      measurement,
      measuredAt: context.now(),
      durationMs: Math.round(performance.now() - startedAt),
      gitVersion: context.gitVersion,
      methodVersion: METHOD_VERSION,
    });
    return null;
  } catch (error) {
    if (!(error instanceof GitError) || error.failureKind === 'aborted') throw error;
    const reason = `${error.message}.`.replace(/\.+$/, '.');
    context.log.warn({ release, args: error.args, stderr: error.stderr }, reason);
    await recordMeasuringFailure(prisma, { revisionId, reason });
    return { reason, retryable: error.retryable };
  }
}

/** First release of the line before, e.g. go1.25.0 for go1.26. */
function findPreviousLine(
  line: string,
  releases: readonly { readonly name: string; readonly sha: string }[],
): ReleaseTree | null {
  const minor = parseGoRelease(line)?.minor;
  if (minor === undefined) return null;
  const first = releases.find(({ name }) => {
    const release = parseGoRelease(name);
    return release?.kind === 'first' && release.minor === minor - 1;
  });
  return first ? { release: first.name, sha: first.sha } : null;
}
