// A port as polling, measuring and rehearsing leave it in the database, for tests of what alerts make of it: upstream
// publishes what will conflict, is long unfollowed and fixes a CVE; the port follows. Each time three incidents begin or end.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';

import { METHOD_VERSION } from '#lib/diff/method-version.ts';
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';
import { enqueueEvaluation } from '#lib/jobs/enqueue.ts';
import { evaluateAlerts } from '#lib/jobs/evaluate-alerts.ts';
import type { WorkerContext } from '#lib/jobs/worker-context.ts';

import { rawGitEnvironment } from './local-github/run-raw-git.ts';
import type { MintedPort } from './mint-port.ts';

export interface WatchedPort {
  readonly id: number;
  /** Upstream publishes the next release, or the port follows it; the look at it is queued with it. Returns which. */
  readonly goOn: () => Promise<'published' | 'followed'>;
}

/** Events of each step of a port. */
export const EVENTS_OF_STEP = 3;

const DAY_MS = 86_400_000;
/** Longer than a release may go unfollowed, and not so long that the line counts as abandoned. */
const DAYS_UNFOLLOWED = 40;
const measuredWith = { gitVersion: 'git version 2.39.5', methodVersion: METHOD_VERSION };
const SUBSYSTEMS: readonly Subsystem[] = ['runtime', 'net', 'os', 'compiler'];

/** Alerts have looked at it for the first time by then, and found nothing. */
export async function watchPort(context: WorkerContext, port: MintedPort): Promise<WatchedPort> {
  const { prisma } = context.database;
  holdSomething(context);
  const ids = [port.upstream.id, port.fork.id];
  const fetched = { fetchedAt: context.now(), listedAt: context.now() };
  await prisma.repository.updateMany({ where: { id: { in: ids } }, data: fetched });
  await addRelease(prisma, port, { name: 'go1.26.0', daysAgo: 100 });
  const { id: rebaseId } = await prisma.rebase.create({
    data: { portId: port.id, ...rebaseOf('go1.26.0', context.now()) },
  });
  const { id: revisionId } = await prisma.revision.create({
    data: {
      rebaseId,
      baseSha: shaOf(port, 'go1.26.0'),
      headSha: shaOf(port, 'head'),
      headRef: 'refs/heads/tamago1.26.0',
      isNewest: true,
      seenAt: context.now(),
      measuredAt: context.now(),
      ...measuredWith,
    },
  });
  await evaluateAlerts(context, port.id);

  async function publish(db: DatabaseClient, patch: number): Promise<void> {
    const name = `go1.26.${patch}`;
    await addRelease(db, port, { name, daysAgo: DAYS_UNFOLLOWED, cve: `CVE-2026-${1000 + patch}` });
    const subsystem = SUBSYSTEMS[patch % SUBSYSTEMS.length] ?? 'net';
    await db.rehearsal.create({
      data: {
        fromRevisionId: revisionId,
        target: name,
        targetSha: shaOf(port, name),
        targetKind: 'patch',
        targetDate: daysBefore(context.now(), DAYS_UNFOLLOWED),
        outcome: 'conflict',
        conflictedFiles: 1,
        rehearsedAt: context.now(),
        isForecast: true,
        culpritsAt: context.now(),
        ...measuredWith,
        conflicts: {
          create: [
            {
              position: 0,
              path: `src/${subsystem}/${name}.go`,
              type: 'content',
              gitTypes: ['contents'],
              subsystem,
            },
          ],
        },
      },
    });
  }

  /** Its one rebase moves on, as if it had never had another: there is no step that would have to be measured. */
  async function follow(db: DatabaseClient, patch: number): Promise<void> {
    const name = `go1.26.${patch}`;
    await db.rebase.update({ where: { id: rebaseId }, data: rebaseOf(name, context.now()) });
    const baseSha = shaOf(port, name);
    await db.revision.update({ where: { id: revisionId }, data: { baseSha } });
  }

  let patch = 0;
  let isFollowed = true;
  return {
    id: port.id,
    async goOn() {
      if (isFollowed) patch += 1;
      await inTransaction(prisma, async (tx) => {
        await (isFollowed ? publish(tx, patch) : follow(tx, patch));
        await enqueueEvaluation(tx, { portId: port.id });
      });
      isFollowed = !isFollowed;
      return isFollowed ? 'followed' : 'published';
    },
  };
}

/** Of an empty mirror a worker takes nothing for fetched. */
function holdSomething({ mirror }: WorkerContext): void {
  const env = rawGitEnvironment();
  const git = (args: readonly string[], input = ''): string => {
    const { status, stdout } = spawnSync('git', ['-C', mirror.store.gitDir, ...args], {
      env,
      input,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`git ${args.join(' ')} failed.`);
    return stdout.trim();
  };
  git(['update-ref', 'refs/test/something', git(['hash-object', '-w', '--stdin'], 'something')]);
}

async function addRelease(
  db: DatabaseClient,
  port: MintedPort,
  {
    name,
    daysAgo,
    cve,
  }: { readonly name: string; readonly daysAgo: number; readonly cve?: string },
): Promise<void> {
  const { line, kind, order } = read(name);
  const sha = shaOf(port, name);
  const releasedAt = daysBefore(new Date(), daysAgo);
  const fix = { cve: cve ?? '', sha, committedAt: releasedAt, subject: `all: fix ${cve}` };
  await db.release.create({
    data: {
      repositoryId: port.upstream.id,
      name,
      line,
      kind,
      order,
      sha,
      releasedAt,
      fixesAtSha: sha,
      fixesMethodVersion: METHOD_VERSION,
      fixes: { create: cve === undefined ? [] : [fix] },
    },
  });
}

function rebaseOf(release: string, now: Date) {
  const releasedAt = daysBefore(now, DAYS_UNFOLLOWED);
  return { release, ...read(release), releasedAt, publishedAt: now };
}

function read(name: string) {
  const release = parseGoRelease(name);
  if (release === null) throw new Error(`${name} is no release.`);
  const { line, kind } = release;
  return { line, kind, order: releaseOrder(release) };
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

function shaOf({ slug }: MintedPort, name: string): string {
  return createHash('sha1').update(`${slug} ${name}`).digest('hex');
}
