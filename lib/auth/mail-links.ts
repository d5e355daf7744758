// Links in mails: whoever has one may do what it is for and nothing else, without an account.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { deriveKey } from './derive-key.ts';

/** How long the question whether somebody wants our mail may be answered. */
export const CONFIRM_HOURS = 24;

/**
 * "subscription": ends this one, or changes what it is about. "address": the same for all that go to one address, and
 * never being written to again.
 */
export interface MailLink {
  readonly kind: 'subscription' | 'address';
  readonly id: string;
}

/** What links to an address are signed with: whoever makes a new one ends all links that were sent before. */
export function makeLinkSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The token of the confirmation mail that is this delivery: 256 bits that nobody can guess, and that are kept nowhere,
 * since they can be made again for another attempt to send it.
 */
export function confirmToken(deliveryId: string, appSecret: string): string {
  return createHmac('sha256', deriveKey(appSecret, 'links in mails'))
    .update(`confirm ${deliveryId}`)
    .digest('base64url');
}

/** As MailAddress.confirmTokenHash has it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** As MailSuppression.addressHash has it: it tells nobody the address who does not know it and APP_SECRET. */
export function addressHash(address: string, appSecret: string): string {
  return createHmac('sha256', deriveKey(appSecret, 'suppressed addresses'))
    .update(address.toLowerCase())
    .digest('hex');
}

/** e.g. "s.01J….<signature>" */
export function mailLinkToken(link: MailLink, linkSecret: string): string {
  return `${link.kind === 'subscription' ? 's' : 'a'}.${link.id}.${sign(link, linkSecret)}`;
}

/** Whom a token is for, before `isMailLink` has said that it is genuine. Null: it is none. */
export function readMailLink(token: string): MailLink | null {
  const [, kind, id] = /^([sa])\.([0-9A-Z]{26})\.[\w-]{43}$/.exec(token) ?? [];
  if (kind === undefined || id === undefined) return null;
  return { kind: kind === 's' ? 'subscription' : 'address', id };
}

/** `linkSecret` is that of the address which the link leads to. */
export function isMailLink(token: string, link: MailLink, linkSecret: string): boolean {
  const given = Buffer.from(token.split('.')[2] ?? '');
  const right = Buffer.from(sign(link, linkSecret));
  return given.length === right.length && timingSafeEqual(given, right);
}

function sign({ kind, id }: MailLink, linkSecret: string): string {
  return createHmac('sha256', linkSecret).update(`${kind} ${id}`).digest('base64url');
}

/** Where pages answer to links; each only shows what a click on its button will do. */
export const mailPaths = {
  confirm: (token: string): string => `/subscribe/confirm/${token}`,
  /** Takes the one-click POST of RFC 8058, too. */
  unsubscribe: (token: string): string => `/unsubscribe/${token}`,
  manage: (token: string): string => `/subscriptions/${token}`,
} as const;
