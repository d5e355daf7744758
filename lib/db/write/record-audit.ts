// The audit log: who did or tried what. Rows are only ever added.
import { ulid } from 'ulid';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface AuditRecord {
  readonly at: Date;
  /** Null: nobody who is signed in. */
  readonly actor: { readonly userId: string; readonly name: string } | null;
  /** lib/auth/acts.ts */
  readonly act: string;
  /** What it was done to, e.g. "incident:01J…". */
  readonly target: string;
  readonly result: 'done' | 'refused';
  /** More of it, without secrets. */
  readonly detail?: AuditDetail;
}

export type AuditDetail = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>;

const LONGEST_TEXT = 500;

/** In the transaction of what was done, so that neither is kept without the other. */
export async function recordAudit(db: DatabaseClient, record: AuditRecord): Promise<void> {
  await db.auditEntry.create({
    data: {
      id: ulid(record.at.getTime()),
      at: record.at,
      actorId: record.actor?.userId ?? null,
      actor: record.actor?.name ?? 'nobody signed in',
      act: record.act,
      target: record.target.slice(0, LONGEST_TEXT),
      result: record.result,
      detail: Object.fromEntries(
        Object.entries(record.detail ?? {}).map(([name, value]) => [
          name,
          typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : value,
        ]),
      ),
    },
  });
}
