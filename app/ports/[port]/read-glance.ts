import type { PortAtAGlance } from '#components/badges/prepare-badge.ts';
import { mostPaths } from '#components/port/prepare-next.ts';
import { listForecasts } from '#lib/db/read/list-forecasts.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { listReleases } from '#lib/db/read/list-releases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';

import { judgeHead } from './read-head.ts';

export interface ReadGlance extends PortAtAGlance {
  /** Those still in the fork, in release order. */
  readonly rebases: readonly RebaseView[];
}

/** What the head of a port's page says, for what stands for the page elsewhere. */
export async function readGlance(port: PortView): Promise<ReadGlance> {
  const db = pageDatabase();
  const [all, releases, stored] = await Promise.all([
    listRebases(db, port.id),
    listReleases(db, port.upstream.id),
    listForecasts(db, port.id, mostPaths),
  ]);
  const head = judgeHead({ port, all, releases, stored, now: new Date() });
  const { kept: rebases, standing, verdict, next } = head;
  const newest = rebases.find(({ release }) => release === standing.newest);
  return { standing, lagDays: newest?.lagDays ?? null, verdict, next, rebases };
}
