// A worker says that it lives; who has been silent for long is forgotten.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface WorkerSighting {
  readonly id: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly rssBytes: number;
  readonly gitVersion: string;
  readonly nodeVersion: string;
}

const FORGOTTEN_AFTER_MS = 24 * 60 * 60_000;

export async function recordWorker(db: DatabaseClient, sighting: WorkerSighting): Promise<void> {
  const { id } = sighting;
  await db.worker.upsert({ where: { id }, create: sighting, update: sighting });
  const before = new Date(sighting.seenAt.getTime() - FORGOTTEN_AFTER_MS);
  await db.worker.deleteMany({ where: { seenAt: { lt: before } } });
}

export async function forgetWorker(db: DatabaseClient, id: string): Promise<void> {
  await db.worker.deleteMany({ where: { id } });
}
