import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface AuditView {
  readonly id: string;
  readonly at: Date;
  /** Null: nobody signed in. */
  readonly actorId: string | null;
  readonly actor: string;
  readonly act: string;
  readonly target: string;
  readonly result: 'done' | 'refused';
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditFilters {
  /** Null: every act. */
  readonly act: string | null;
  /** Null: both. */
  readonly result: 'done' | 'refused' | null;
  /** Part of a name or of what it was done to. Null: all. */
  readonly text: string | null;
}

export interface AuditPage {
  readonly filters: AuditFilters;
  /** Only rows older than the one with this id. Null: from the newest. */
  readonly before: string | null;
  readonly limit: number;
}

const result = z.enum(['done', 'refused']);
const detail = z.record(z.string(), z.unknown());

/** Newest first. Ids begin with the time, so their order is that of the rows. */
export async function listAudit(
  db: DatabaseClient,
  { filters, before, limit }: AuditPage,
): Promise<readonly AuditView[]> {
  const { act, text } = filters;
  const contains = { contains: text ?? '', mode: 'insensitive' } as const;
  const rows = await db.auditEntry.findMany({
    where: {
      ...(before === null ? {} : { id: { lt: before } }),
      ...(act === null ? {} : { act }),
      ...(filters.result === null ? {} : { result: filters.result }),
      ...(text === null ? {} : { OR: [{ actor: contains }, { target: contains }] }),
    },
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.map((row) => ({
    ...row,
    result: result.parse(row.result),
    detail: detail.parse(row.detail),
  }));
}
