import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface RestAnswerToStore {
  /** SHA-256 of the credential in use, or "anonymous". */
  readonly credential: string;
  readonly url: string;
  readonly etag: string;
  /** An object that JSON can hold; throws for any other. */
  readonly body: unknown;
  readonly answeredAt: Date;
}

const jsonObject = z.record(z.string(), z.json());

/** The newest answer to a question stands for it. */
export async function storeRestAnswer(
  db: DatabaseClient,
  { credential, url, etag, body, answeredAt }: RestAnswerToStore,
): Promise<void> {
  const answer = { etag, body: jsonObject.parse(body), answeredAt };
  const { count } = await db.restAnswer.createMany({
    data: [{ credential, url, ...answer }],
    skipDuplicates: true,
  });
  if (count > 0) return;
  await db.restAnswer.updateMany({
    where: { credential, url, answeredAt: { lte: answeredAt } },
    data: answer,
  });
}
