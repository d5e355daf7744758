// Where a long work stands, for the status page: started, grown, ended.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

export interface ProgressReport {
  /** e.g. "fetch:golang/go". */
  readonly id: string;
  readonly stage: string;
  readonly done: number;
  /** Null: not known yet. */
  readonly total: number | null;
  readonly unit: 'bytes' | 'objects';
  readonly at: Date;
}

export async function startProgress(db: DatabaseClient, report: ProgressReport): Promise<void> {
  const { id, at, ...rest } = report;
  const row = { ...rest, startedAt: at, updatedAt: at, finishedAt: null, failure: null };
  await db.progress.upsert({ where: { id }, create: { id, ...row }, update: row });
}

export async function growProgress(db: DatabaseClient, report: ProgressReport): Promise<void> {
  const { id, at, ...rest } = report;
  await db.progress.updateMany({ where: { id }, data: { ...rest, updatedAt: at } });
}

/** `failure` is a sentence; null when it ended well, and then all of it is done. */
export async function endProgress(
  db: DatabaseClient,
  { id, at, failure }: { readonly id: string; readonly at: Date; readonly failure: string | null },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const work = await tx.progress.findUnique({ where: { id } });
    if (work === null || work.finishedAt !== null) return;
    const done = failure === null ? (work.total ?? work.done) : work.done;
    await tx.progress.update({
      where: { id },
      data: { done, updatedAt: at, finishedAt: at, failure },
    });
  });
}
