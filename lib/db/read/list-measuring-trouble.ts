import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Sentences on what of a port could not be measured or rehearsed and is tried again; a release that upstream lacks is none. */
export async function listMeasuringTrouble(
  db: DatabaseClient,
  portId: number,
): Promise<readonly string[]> {
  const shown = { isNewest: true, baseSha: { not: null }, rebase: { portId, deletedAt: null } };
  const unmeasured = await db.revision.findMany({
    where: { ...shown, measuredAt: null, unmeasuredReason: { not: null } },
    select: { unmeasuredReason: true, rebase: { select: { release: true } } },
    orderBy: { rebase: { order: 'desc' } },
  });
  const unrehearsed = await db.rehearsal.findMany({
    where: { outcome: 'error', isForecast: true, from: shown },
    select: { target: true, error: true },
    orderBy: { id: 'desc' },
  });
  return [
    ...unmeasured.map(
      ({ rebase, unmeasuredReason }) =>
        `${rebase.release} was not measured: ${unmeasuredReason ?? ''}`,
    ),
    ...unrehearsed.map(({ target, error }) => `${target} was not rehearsed: ${error ?? ''}`),
  ];
}
