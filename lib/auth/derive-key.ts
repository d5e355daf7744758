// One key for each purpose out of APP_SECRET: what leaks of one tells nothing of another.
import { hkdfSync } from 'node:crypto';

/** What keys are for; each name gives a key of its own. */
export type KeyPurpose = 'sealed secrets' | 'suppressed addresses' | 'links in mails' | 'sessions';

/** 32 bytes, the same for the same secret and purpose (HKDF-SHA-256, https://www.rfc-editor.org/rfc/rfc5869). */
export function deriveKey(appSecret: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', appSecret, '', `tidemark ${purpose} 1`, 32));
}
