import { isMailLink, type MailLink, readMailLink } from '#lib/auth/mail-links.ts';
import { getLinkedAddress, type SubscribedAddress } from '#lib/db/read/get-linked-address.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export interface OpenedLink {
  readonly link: MailLink;
  readonly address: SubscribedAddress;
}

/** Whose mail a link comes from, if it is genuine: whoever has it may do what it is for. Null: it is none of ours. */
export async function openMailLink(token: string): Promise<OpenedLink | null> {
  const link = readMailLink(token);
  if (link === null) return null;
  const address = await getLinkedAddress(pageDatabase(), link);
  return address !== null && isMailLink(token, link, address.linkSecret) ? { link, address } : null;
}
