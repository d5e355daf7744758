// The token of the link by which the first administrator is made: 256 random bits, of which only the hash is kept.
import { createHash, randomBytes } from 'node:crypto';

export const SETUP_LINK_LIFE_MS = 30 * 60_000;

export function makeSetupToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashSetupToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
