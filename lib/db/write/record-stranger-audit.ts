// What somebody who is not signed in has tried. Of one address only so much: nobody must be able to fill the log from outside.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

import { countAttempt } from './count-attempt.ts';
import { type AuditRecord, recordAudit } from './record-audit.ts';

const limit = { most: 20, windowMs: 10 * 60_000 };

export interface StrangerAudit extends Omit<AuditRecord, 'actor' | 'result'> {
  readonly address: string;
}

export async function recordStrangerAudit(db: DatabaseClient, tried: StrangerAudit): Promise<void> {
  const { address, detail, ...record } = tried;
  const key = `${address}|refused`;
  if (!(await countAttempt(db, { key, limit, now: record.at }))) return;
  await recordAudit(db, {
    ...record,
    actor: null,
    result: 'refused',
    detail: { ...detail, address },
  });
}
