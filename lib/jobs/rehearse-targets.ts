// Rehearses a port onto what is ahead of it, and onto the pre-releases behind it that a backtest asks about; each is stored as soon as it is done.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { getPortToMeasure, type PortToMeasure } from '#lib/db/read/get-port-to-measure.ts';
import { listDoneRehearsals } from '#lib/db/read/list-done-rehearsals.ts';
import {
  listRehearsableRevisions,
  type RehearsableRevision,
} from '#lib/db/read/list-rehearsable-revisions.ts';
import { getTip } from '#lib/db/read/get-tip.ts';
import { listReleases, type ReleaseRow } from '#lib/db/read/list-releases.ts';
import { recordRehearsal, type RehearsalTarget } from '#lib/db/write/record-rehearsal.ts';
import { findSilentRisks } from '#lib/diff/find-silent-risks.ts';
import { METHOD_VERSION } from '#lib/diff/method-version.ts';
import { createPatchIdReader, type PatchIdReader } from '#lib/diff/patch-ids.ts';
import { rehearse } from '#lib/diff/rehearse.ts';
import {
  withRehearsalInstruments,
  type RehearsalInstruments,
} from '#lib/diff/rehearsal-instruments.ts';
import { planBacktest } from '#lib/domain/backtest.ts';
import { planForecast } from '#lib/domain/forecast.ts';
import { parseGoRelease } from '#lib/domain/go-release.ts';
import { decidePortState } from '#lib/domain/port-state.ts';
import { GitError } from '#lib/git/git-error.ts';
import { readDates } from '#lib/git/read-dates.ts';

import { targetOfRelease } from './rehearsal-target.ts';
import type { WorkerContext } from './worker-context.ts';

export interface TargetToRehearse {
  readonly from: RehearsableRevision;
  readonly target: RehearsalTarget;
  readonly isForecast: boolean;
}

export interface RehearsedTargets {
  readonly rehearsed: number;
  /** Sentences; these are tried again. */
  readonly failures: readonly string[];
}

/** Run twice, it finds nothing to do, but for a tip that moved and is due again. */
export async function rehearseTargets(
  context: WorkerContext,
  portId: number,
): Promise<RehearsedTargets> {
  const port = await getPortToMeasure(context.database.prisma, portId);
  const waiting = await listTargetsToRehearse(context, portId);
  if (waiting.length === 0) return { rehearsed: 0, failures: [] };
  const failures: string[] = [];
  await withRehearsalInstruments(context.mirror.reader, async (instruments) => {
    const readIds = createPatchIdReader(context.mirror.reader, { signal: context.signal });
    for (const turn of waiting) {
      context.signal.throwIfAborted();
      const failure = await rehearseOne(context, instruments, { ...turn, port, readIds });
      if (failure !== null)
        failures.push(`${turn.from.release} onto ${turn.target.name}: ${failure}`);
    }
  });
  return { rehearsed: waiting.length - failures.length, failures };
}

/** Forecasts first, the newest target before the others; then what backtests need, by either way of dating. */
export async function listTargetsToRehearse(
  context: WorkerContext,
  portId: number,
): Promise<TargetToRehearse[]> {
  const { prisma } = context.database;
  const { upstreamId } = await getPortToMeasure(prisma, portId);
  const revisions = await listRehearsableRevisions(prisma, portId);
  const measured = revisions.filter(({ isMeasured }) => isMeasured);
  if (measured.length === 0) return [];
  const releases = await listReleases(prisma, upstreamId);
  const wanted = [
    ...(await planForecasts(context, { measured, revisions, releases, upstreamId })),
    ...planBacktests(measured, releases),
  ];
  const done = new Set(
    (await listDoneRehearsals(prisma, portId, METHOD_VERSION)).map(
      ({ fromRevisionId, targetSha }) => `${fromRevisionId} ${targetSha}`,
    ),
  );
  const seen = new Set<string>();
  return wanted.filter(({ from, target }) => {
    const key = `${from.revisionId} ${target.sha}`;
    if (done.has(key) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

interface Known {
  readonly measured: readonly RehearsableRevision[];
  readonly revisions: readonly RehearsableRevision[];
  readonly releases: readonly ReleaseRow[];
  readonly upstreamId: number;
}

async function planForecasts(
  context: WorkerContext,
  { measured, revisions, releases, upstreamId }: Known,
): Promise<TargetToRehearse[]> {
  const standing = decidePortState({
    rebases: revisions.flatMap(({ release: name, publishedAt, isMeasured }) => {
      const release = parseGoRelease(name);
      return release ? [{ release, publishedAt, measured: isMeasured }] : [];
    }),
    releases: releases.flatMap(({ name, releasedAt }) => {
      const release = parseGoRelease(name);
      return release ? [{ release, releasedAt }] : [];
    }),
    now: context.now(),
  });
  const [newest] = standing.lines;
  // The newest line is forecast whatever its state: a port that fell behind needs it most.
  const keptLines = standing.lines
    .filter((line) => line === newest || line.state === 'kept')
    .map(({ line }) => line);
  const plans = planForecast({ rebases: measured, releases, keptLines });
  const tip = await findDueTip(context, upstreamId);
  return plans.flatMap(({ from, onto }) => {
    const targets = onto.toReversed().map(targetOfRelease);
    // A tip that is a release says nothing more than the release.
    const isNews = tip !== null && targets.every(({ sha }) => sha !== tip.sha);
    return [...targets, ...(isNews ? [tip] : [])].map((target) => ({
      from,
      target,
      isForecast: true,
    }));
  });
}

function planBacktests(
  measured: readonly RehearsableRevision[],
  releases: readonly ReleaseRow[],
): TargetToRehearse[] {
  return (['base', 'publication'] as const)
    .flatMap((dating) => planBacktest({ rebases: measured, releases, dating }))
    .map(({ from, preRelease }) => ({
      from,
      target: targetOfRelease(preRelease),
      isForecast: false,
    }));
}

/** Tip moves many times a day: it is rehearsed when it has moved, and not more often than the settings say. */
async function findDueTip(
  { database, mirror, settings, now }: WorkerContext,
  upstreamId: number,
): Promise<RehearsalTarget | null> {
  const tip = await getTip(database.prisma, upstreamId);
  if (!tip) return null;
  const { sha, lastRehearsedAt } = tip;
  const isTooEarly =
    lastRehearsedAt !== null &&
    now().getTime() - lastRehearsedAt.getTime() < settings.tipIntervalMs;
  if (isTooEarly) return null;
  const dates = await readDates(mirror.reader, [sha]);
  return { name: 'tip', sha, kind: 'tip', date: dates.get(sha) ?? null };
}

async function rehearseOne(
  { database, gitVersion, now, signal, log }: WorkerContext,
  instruments: RehearsalInstruments,
  {
    from,
    target,
    isForecast,
    port,
    readIds,
  }: TargetToRehearse & { readonly port: PortToMeasure; readonly readIds: PatchIdReader },
): Promise<string | null> {
  const db: DatabaseClient = database.prisma;
  const record = {
    fromRevisionId: from.revisionId,
    target,
    isForecast,
    gitVersion,
    methodVersion: METHOD_VERSION,
  };
  const rebase = { base: from.baseSha, head: from.headSha };
  try {
    const rehearsal = await rehearse(instruments, {
      from: rebase,
      target: target.sha,
      subsystemRules: port.subsystemRules,
      limits: { signal },
    });
    const silentRisks = await findSilentRisks(instruments, {
      base: from.baseSha,
      target: target.sha,
      conflicts: rehearsal.conflicts.map(({ path }) => path),
      platforms: { goos: port.goos, goarch: port.goarch },
    });
    const patchIds = rehearsal.outcome === 'conflict' ? await readIds(rebase) : null;
    const result = { kind: 'rehearsed', rehearsal, silentRisks, patchIds } as const;
    await recordRehearsal(db, { ...record, result, rehearsedAt: now() });
    return null;
  } catch (error) {
    if (!(error instanceof GitError) || error.failureKind === 'aborted') throw error;
    const reason = `${error.message.replace(/\.+$/, '')}.`;
    log.warn({ target: target.name, args: error.args, stderr: error.stderr }, reason);
    await recordRehearsal(db, { ...record, result: { kind: 'error', reason }, rehearsedAt: now() });
    return reason;
  }
}
