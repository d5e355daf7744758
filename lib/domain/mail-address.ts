// Addresses that people type, and whom our mail comes from.
import type { Settings } from './settings.ts';

const MOST_CHARACTERS = 254;

/**
 * The common form of https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2, without quotes, comments or other scripts: what
 * no mail header can be broken with. Its domain in small letters; null when it is none.
 */
export function parseMailAddress(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > MOST_CHARACTERS) return null;
  const [, local, domain] =
    /^([\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*)@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9])$/i.exec(
      trimmed,
    ) ?? [];
  if (local === undefined || domain === undefined || local.length > 64) return null;
  return `${local}@${domain.toLowerCase()}`;
}

export interface Sender {
  /** Null: only the address is shown. */
  readonly name: string | null;
  readonly address: string;
}

/** MAIL_FROM; else the mail server's user where that is an address; else "tidemark" at the host of the pages. */
export function mailSender({
  mailFrom,
  smtpUrl,
  baseUrl,
}: Pick<Settings, 'mailFrom' | 'smtpUrl' | 'baseUrl'>): Sender {
  if (mailFrom !== null) {
    const [, name = '', address = ''] = /^(.*?)\s*<?([^\s<>]+)>?$/.exec(mailFrom) ?? [];
    const plain = name.replaceAll('"', '').trim();
    return { name: plain === '' ? null : plain, address };
  }
  const user = smtpUrl === null ? '' : decodeURIComponent(new URL(smtpUrl).username);
  const address = user.includes('@') ? user : `tidemark@${new URL(baseUrl).hostname}`;
  return { name: 'Tidemark', address };
}
