// Counts what strangers try, so that they can be told to wait; in the database, since there may be several web servers.
import { ulid } from 'ulid';
import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface AttemptLimit {
  readonly most: number;
  readonly windowMs: number;
}

export interface CountedAttempt {
  /** Who and what, e.g. "192.0.2.1|refused". */
  readonly key: string;
  readonly limit: AttemptLimit;
  readonly now: Date;
}

const counted = z.array(z.object({ count: z.int() }));

/** True while there were no more than `most` in the window that began with the first; each call counts. */
export async function countAttempt(
  db: DatabaseClient,
  { key, limit, now }: CountedAttempt,
): Promise<boolean> {
  const at = now.getTime();
  const since = at - limit.windowMs;
  const [row] = counted.parse(
    await db.$queryRaw`
      INSERT INTO auth_rate_limit AS tried (id, key, count, "lastRequest")
      VALUES (${ulid(at)}, ${key}, 1, ${at}::bigint)
      ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN tried."lastRequest" <= ${since}::bigint THEN 1 ELSE tried.count + 1 END,
        "lastRequest" = CASE WHEN tried."lastRequest" <= ${since}::bigint THEN ${at}::bigint ELSE tried."lastRequest" END
      RETURNING count`,
  );
  return row !== undefined && row.count <= limit.most;
}
