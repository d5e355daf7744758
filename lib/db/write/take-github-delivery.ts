// GitHub's own deliveries: each id is taken once, for as long as it is remembered.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface GithubDeliveryToTake {
  readonly id: string;
  readonly event: string;
  /** Null: none that we poll. */
  readonly repository: string | null;
  readonly receivedAt: Date;
}

const REMEMBERED_MS = 30 * 24 * 60 * 60_000;

/** False: it was taken before. */
export async function takeGithubDelivery(
  db: DatabaseClient,
  delivery: GithubDeliveryToTake,
): Promise<boolean> {
  const { count } = await db.githubDelivery.createMany({ data: [delivery], skipDuplicates: true });
  const before = new Date(delivery.receivedAt.getTime() - REMEMBERED_MS);
  await db.githubDelivery.deleteMany({ where: { receivedAt: { lt: before } } });
  return count > 0;
}
