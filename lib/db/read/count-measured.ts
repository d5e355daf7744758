import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { MeasuringView } from '#lib/domain/status-view.ts';

const counts = z.tuple([
  z.object({ measured: z.int(), recorded: z.int(), waiting: z.int(), unmeasured: z.int() }),
]);

/** How many newest revisions are measured, wait for it, or cannot be. */
export async function countMeasured(db: DatabaseClient): Promise<MeasuringView> {
  const [row] = counts.parse(
    await db.$queryRaw`
      SELECT count("measuredAt")::int AS measured,
        (count("measuredAt") FILTER (WHERE source = 'recorded'))::int AS recorded,
        (count(*) FILTER (WHERE "measuredAt" IS NULL AND "unmeasuredReason" IS NULL))::int AS waiting,
        (count(*) FILTER (WHERE "measuredAt" IS NULL AND "unmeasuredReason" IS NOT NULL))::int AS unmeasured
      FROM revision
      WHERE "isNewest"`,
  );
  return row;
}
