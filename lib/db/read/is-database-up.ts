import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** Whether the database answers within `limitMs`; never throws. */
export async function isDatabaseUp(db: DatabaseClient, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([db.$queryRaw`SELECT 1`.then(() => true), timeout]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
