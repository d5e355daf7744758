import { createHash } from 'node:crypto';

/** Names a credential without giving it away: SHA-256 of the token in hexadecimal, or "anonymous". */
export function credentialDigest(token: string | null): string {
  return token === null ? 'anonymous' : createHash('sha256').update(token).digest('hex');
}
