// Secrets in the database are sealed: unreadable without APP_SECRET, and of no use in any other row or column.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { deriveKey } from './derive-key.ts';

/** Where a sealed secret stands: it opens nowhere else. */
export interface SecretPlace {
  readonly table: string;
  readonly column: string;
  readonly id: string;
}

/** A stored secret that does not open: APP_SECRET is another one, or somebody changed the row. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

const FORM = 'v1';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** "v1.<nonce>.<what is sealed and its tag>", both in base64url; another one each time. */
export function sealSecret(secret: string, place: SecretPlace, appSecret: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, sealingKey(appSecret), nonce);
  cipher.setAAD(additionalData(place));
  const sealed = Buffer.concat([
    cipher.update(secret, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return [FORM, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
}

/** Throws SealError, which names the place and nothing of the secret. */
export function openSecret(sealed: string, place: SecretPlace, appSecret: string): string {
  const [form, nonce = '', body = ''] = sealed.split('.');
  const bytes = Buffer.from(body, 'base64url');
  if (form !== FORM || bytes.length < TAG_BYTES) throw unreadable(place);
  try {
    const decipher = createDecipheriv(
      CIPHER,
      sealingKey(appSecret),
      Buffer.from(nonce, 'base64url'),
      { authTagLength: TAG_BYTES },
    );
    decipher.setAAD(additionalData(place));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const opened = [decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()];
    return Buffer.concat(opened).toString('utf8');
  } catch (error) {
    throw unreadable(place, error);
  }
}

function sealingKey(appSecret: string): Buffer {
  return deriveKey(appSecret, 'sealed secrets');
}

/** As JSON, so that no two places have the same bytes. */
function additionalData({ table, column, id }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([table, column, id]));
}

function unreadable({ table, column, id }: SecretPlace, cause?: unknown): SealError {
  return new SealError(
    `The ${column} of ${table} ${id} cannot be opened: it was sealed with another APP_SECRET, or changed since.`,
    { cause },
  );
}
