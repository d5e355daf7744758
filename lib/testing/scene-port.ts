// Writes a made-up port into a database: its releases, rebases and measurements, sums and files agreeing.
import { createHash } from 'node:crypto';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';
import { lagDays } from '#lib/domain/lag.ts';
import type { FileChange } from '#lib/domain/measurement.ts';

import { sceneFiles } from './scene-files.ts';

const dayMs = 86_400_000;

export interface SceneRebase {
  readonly release: string;
  /** How long before now the port published it; upstream was `lagDays` before that. */
  readonly daysAgo: number;
  readonly lagDays?: number;
  /** Says why it has no numbers; upstream then lacks the tag, unless `isWaiting`. */
  readonly unmeasuredReason?: string;
  readonly isWaiting?: boolean;
  readonly isRecorded?: boolean;
  readonly isStray?: boolean;
  readonly isGone?: boolean;
  readonly earlierHeads?: number;
}

export interface ScenePort {
  readonly slug: string;
  readonly name: string;
  readonly fork: string;
  readonly rebases: readonly SceneRebase[];
  /** Releases of upstream that the port has not followed: [name, days ago]. */
  readonly notFollowed?: readonly (readonly [string, number])[];
}

/** Polled three minutes before `now`, without failures. */
export async function insertPort(db: DatabaseClient, scene: ScenePort, now: Date): Promise<void> {
  const upstreamId = await ensureRepository(db, 'golang/go', now);
  const forkId = await ensureRepository(db, scene.fork, now);
  const port = await db.port.create({
    data: {
      slug: scene.slug,
      name: scene.name,
      summary: `Go on the ${scene.name} kernel, GOOS=${scene.slug}`,
      goos: [scene.slug],
      goarch: [],
      layout: 'branch-per-release',
      branchPattern: `${scene.slug}{release}`,
      tagPattern: `${scene.slug}-go{release}`,
      proposalUrl: 'https://github.com/golang/go/issues/37503',
      upstreamId,
      forkId,
    },
  });
  for (const [name, daysAgo] of scene.notFollowed ?? []) {
    await ensureRelease(db, upstreamId, name, before(now, daysAgo));
  }
  for (const [step, rebase] of scene.rebases.entries()) {
    const isKnown = rebase.unmeasuredReason === undefined;
    const publishedAt = before(now, rebase.daysAgo);
    const releasedAt = before(publishedAt, rebase.lagDays ?? 1);
    if (isKnown) await ensureRelease(db, upstreamId, rebase.release, releasedAt);
    const release = readRelease(rebase.release);
    const row = await db.rebase.create({
      data: {
        portId: port.id,
        ...release,
        publishedAt,
        releasedAt: isKnown ? releasedAt : null,
        lagDays: isKnown ? lagDays(releasedAt, publishedAt) : null,
        deletedAt: rebase.isGone ? before(now, 1) : null,
      },
    });
    for (let index = 0; index < (rebase.earlierHeads ?? 0); index += 1) {
      await insertRevision(db, row.id, { scene, rebase, step, at: before(publishedAt, index + 1) });
    }
    await insertRevision(db, row.id, { scene, rebase, step, at: publishedAt, isNewest: true });
  }
}

async function insertRevision(
  db: DatabaseClient,
  rebaseId: number,
  {
    scene,
    rebase,
    step,
    at,
    isNewest = false,
  }: {
    readonly scene: ScenePort;
    readonly rebase: SceneRebase;
    readonly step: number;
    readonly at: Date;
    readonly isNewest?: boolean;
  },
): Promise<void> {
  const reason = rebase.unmeasuredReason ?? null;
  const isMeasured = reason === null && rebase.isWaiting !== true;
  const files = isMeasured && isNewest ? sceneFiles(step, scene.slug) : [];
  const bare = rebase.release.replace('go', '');
  await db.revision.create({
    data: {
      rebaseId,
      isNewest,
      seenAt: at,
      baseSha: reason === null ? shaOf(rebase.release) : null,
      baseRef: reason === null ? `refs/tags/${rebase.release}` : null,
      headSha: shaOf(`${scene.slug} ${rebase.release} ${at.toISOString()}`),
      headRef: `refs/heads/${scene.slug}${bare}`,
      unmeasuredReason: reason,
      ...(rebase.isRecorded === true
        ? {
            source: 'recorded',
            recordedAt: new Date('2026-02-23T00:00:00Z'),
            recordedFrom: `a copy of ${scene.fork} of 2026-02-23`,
          }
        : {}),
      ...(isMeasured
        ? {
            measuredAt: at,
            gitVersion: 'git version 2.39.5',
            methodVersion: 1,
            durationMs: 140,
            commits: 12 + step,
            isDescendant: rebase.isStray !== true,
            ...sumUp(files),
          }
        : {}),
      ...(files.length > 0
        ? {
            fileChanges: {
              create: files.map(({ copiedFrom, ...file }, position) => ({
                ...file,
                position,
                copiedFromPath: copiedFrom?.path ?? null,
                copiedFromRelease: copiedFrom?.release ?? null,
                similarity: copiedFrom?.similarity ?? null,
              })),
            },
          }
        : {}),
    },
  });
}

function sumUp(files: readonly FileChange[]) {
  const touched = files.filter(({ status }) => status !== 'added');
  const count = (status: string) => files.filter((file) => file.status === status).length;
  const touch = countLines(touched);
  return {
    ...countLines(files),
    added: count('added'),
    modified: count('modified'),
    deleted: count('deleted'),
    renamed: count('renamed'),
    touchFiles: touch.files,
    touchInsertions: touch.insertions,
    touchDeletions: touch.deletions,
    unmeasuredFiles: files.filter(({ insertions }) => insertions === null).length,
    subsystems: {
      create: [...new Set(files.map(({ subsystem }) => subsystem))].map((subsystem) => {
        const part = countLines(touched.filter((file) => file.subsystem === subsystem));
        return {
          subsystem,
          ...countLines(files.filter((file) => file.subsystem === subsystem)),
          touchFiles: part.files,
          touchInsertions: part.insertions,
          touchDeletions: part.deletions,
        };
      }),
    },
    kinds: {
      create: [...new Set(files.map(({ kind }) => kind))].map((kind) => ({
        kind,
        ...countLines(files.filter((file) => file.kind === kind)),
      })),
    },
  };
}

function countLines(files: readonly FileChange[]) {
  return {
    files: files.length,
    insertions: files.reduce((sum, file) => sum + (file.insertions ?? 0), 0),
    deletions: files.reduce((sum, file) => sum + (file.deletions ?? 0), 0),
  };
}

export async function ensureRepository(
  db: DatabaseClient,
  fullName: string,
  now: Date,
): Promise<number> {
  const polledAt = new Date(now.getTime() - 3 * 60_000);
  const { id } = await db.repository.upsert({
    where: { fullName },
    update: {},
    create: {
      fullName,
      defaultBranch: 'master',
      archived: false,
      metadataAt: polledAt,
      listedAt: polledAt,
      fetchedAt: polledAt,
      polls: {
        create: {
          startedAt: polledAt,
          finishedAt: new Date(polledAt.getTime() + 800),
          outcome: 'unchanged',
          refs: 410,
          changes: 0,
          restRequests: 1,
          restCharged: 0,
        },
      },
    },
  });
  return id;
}

async function ensureRelease(
  db: DatabaseClient,
  repositoryId: number,
  name: string,
  releasedAt: Date,
): Promise<void> {
  const { release, ...place } = readRelease(name);
  await db.release.upsert({
    where: { repositoryId_name: { repositoryId, name: release } },
    update: {},
    create: { repositoryId, name: release, ...place, sha: shaOf(name), releasedAt },
  });
}

function readRelease(name: string) {
  const release = parseGoRelease(name);
  if (release === null) throw new Error(`A scene names ${name}, which is no release.`);
  return { release: name, line: release.line, kind: release.kind, order: releaseOrder(release) };
}

function shaOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function before(moment: Date, days: number): Date {
  return new Date(moment.getTime() - days * dayMs);
}
