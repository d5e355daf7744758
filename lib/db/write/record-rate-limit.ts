// The gate that all workers share: a pause, once asked for, is never shortened.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

export interface RateLimitToRecord {
  /** SHA-256 of the credential in use, or "anonymous". */
  readonly credential: string;
  /** When the answer came. */
  readonly at: Date;
  /** Null: the answer did not say; what is known stays. */
  readonly rate: {
    readonly limit: number;
    readonly remaining: number;
    readonly resetAt: Date;
  } | null;
  /** Null: the answer asks for none; one that is still on at `at` stays on. */
  readonly pause: { readonly until: Date; readonly reason: string } | null;
}

/** Answers may arrive in any order: an older one changes neither the allowance nor a longer pause. */
export function recordRateLimit(
  db: DatabaseClient,
  { credential, at, rate, pause }: RateLimitToRecord,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    await tx.rateLimit.createMany({
      data: [{ credential, updatedAt: at }],
      skipDuplicates: true,
    });
    await tx.$queryRaw`SELECT 1 FROM rate_limit WHERE credential = ${credential} FOR UPDATE`;
    const held = await tx.rateLimit.findUniqueOrThrow({ where: { credential } });
    const isNewer = at >= held.updatedAt;
    const longest = longerPause(
      held.pausedUntil !== null && held.pausedUntil > at
        ? { until: held.pausedUntil, reason: held.pauseReason }
        : null,
      pause,
    );
    await tx.rateLimit.update({
      where: { credential },
      data: {
        ...(isNewer && rate !== null ? rate : {}),
        updatedAt: isNewer ? at : held.updatedAt,
        pausedUntil: longest?.until ?? null,
        pauseReason: longest?.reason ?? null,
      },
    });
  });
}

interface Pause {
  readonly until: Date;
  readonly reason: string | null;
}

function longerPause(held: Pause | null, asked: Pause | null): Pause | null {
  if (held === null || asked === null) return held ?? asked;
  return asked.until > held.until ? asked : held;
}
