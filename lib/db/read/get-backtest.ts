import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { BacktestDating } from '#lib/domain/backtest.ts';
import { assembleBacktest, type BacktestView } from '#lib/domain/backtest-view.ts';
import type { PortView } from '#lib/domain/port-view.ts';

import { listActualConflicts } from './list-actual-conflicts.ts';
import { listPredictions } from './list-predictions.ts';
import { listRebaseNames } from './list-rebase-names.ts';
import { listReleases } from './list-releases.ts';

/** Scored anew from what is stored, in four queries: a new line or a better method changes it at once. */
export async function getBacktest(
  db: DatabaseClient,
  { id, upstream }: Pick<PortView, 'id' | 'upstream'>,
  dating: BacktestDating,
): Promise<BacktestView> {
  const [rebases, releases, predictions, actual] = await Promise.all([
    listRebaseNames(db, id),
    listReleases(db, upstream.id),
    listPredictions(db, id),
    listActualConflicts(db, id),
  ]);
  return assembleBacktest({ rebases, releases, predictions, actual, dating });
}
