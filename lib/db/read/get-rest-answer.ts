import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface RestAnswerRow {
  readonly credential: string;
  readonly url: string;
  readonly etag: string;
  /** As it was stored: whoever asked knows its form. */
  readonly body: unknown;
  readonly answeredAt: Date;
}

/** Null: never asked with this credential. */
export function getRestAnswer(
  db: DatabaseClient,
  key: { readonly credential: string; readonly url: string },
): Promise<RestAnswerRow | null> {
  const { credential, url } = key;
  return db.restAnswer.findUnique({ where: { credential_url: { credential, url } } });
}
