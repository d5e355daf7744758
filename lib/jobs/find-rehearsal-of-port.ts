// Reads what `npm run rehearse --port` asks about from the database; the mirror must hold it.
import { openDatabase } from '#lib/db/prisma-client.ts';
import { findPort } from '#lib/db/read/find-port.ts';
import { getPortToMeasure } from '#lib/db/read/get-port-to-measure.ts';
import { getTip } from '#lib/db/read/get-tip.ts';
import { listPortSlugs } from '#lib/db/read/list-port-slugs.ts';
import { listRehearsableRevisions } from '#lib/db/read/list-rehearsable-revisions.ts';
import { listReleases } from '#lib/db/read/list-releases.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { isSameRelease, parseGoRelease } from '#lib/domain/go-release.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { locateMirror } from '#lib/git/mirror.ts';

import { mirrorPath } from './open-worker-context.ts';
import { UsageError, type RehearsalRequest } from './rehearse-now.ts';

export interface PortRehearsal {
  readonly port: string;
  /** Null: the newest rebase. */
  readonly from: string | null;
  readonly onto: string;
}

/** Throws UsageError for a port, rebase or target that is not there, naming what is. */
export async function findRehearsalOfPort(
  { settings, databaseUrl }: { readonly settings: Settings; readonly databaseUrl: string },
  { port: slug, from, onto }: PortRehearsal,
): Promise<RehearsalRequest> {
  const database = openDatabase(databaseUrl, { poolSize: 2 });
  try {
    const db = database.prisma;
    const portId = await findPort(db, slug);
    if (portId === null) {
      const slugs = await listPortSlugs(db);
      throw new UsageError(`There is no port "${slug}"; there is ${slugs.join(', ')}.`);
    }
    const { upstreamId, subsystemRules } = await getPortToMeasure(db, portId);
    const revisions = await listRehearsableRevisions(db, portId);
    const rebase = from === null ? revisions.at(-1) : findByName(revisions, from);
    if (!rebase) {
      throw new UsageError(
        from === null
          ? `${slug} has no rebase yet: run npm run poll -- --once first.`
          : `${slug} has no rebase on ${from}; its newest is on ${revisions.at(-1)?.release}.`,
      );
    }
    const { reader: repository } = locateMirror(mirrorPath(settings));
    return {
      repository,
      names: { from: rebase.release, onto },
      base: rebase.baseSha,
      head: rebase.headSha,
      target: await findTarget(db, upstreamId, onto),
      subsystemRules,
    };
  } finally {
    await database.close();
  }
}

async function findTarget(db: DatabaseClient, upstreamId: number, onto: string): Promise<string> {
  if (onto === 'tip') {
    const tip = await getTip(db, upstreamId);
    if (tip) return tip.sha;
    throw new UsageError('The tip of upstream is not known: run npm run poll -- --once first.');
  }
  const releases = await listReleases(db, upstreamId);
  const target = findByName(
    releases.map((release) => ({ ...release, release: release.name })),
    onto,
  );
  if (target) return target.sha;
  throw new UsageError(`Upstream has no release ${onto}; its newest is ${releases.at(-1)?.name}.`);
}

/** First releases are found by either spelling. */
function findByName<Named extends { readonly release: string }>(
  named: readonly Named[],
  name: string,
): Named | null {
  const wanted = parseGoRelease(name);
  if (!wanted) return null;
  return (
    named.find(({ release }) => {
      const parsed = parseGoRelease(release);
      return parsed !== null && isSameRelease(parsed, wanted);
    }) ?? null
  );
}
