// A mail as it goes over the wire, the same bytes whenever it is composed of the same: nothing in it is random, no header can
// be broken out of, and nothing but what is passed in is read.
import { createHash } from 'node:crypto';

import { createTransport } from 'nodemailer';

import type { Sender } from '#lib/domain/mail-address.ts';

import type { Mail } from './message-mail.ts';

export interface MailToCompose {
  /** The delivery's or the digest's: its Message-ID is made of it. */
  readonly id: string;
  readonly from: Sender;
  /** A single address. */
  readonly to: string;
  readonly mail: Mail;
  readonly date: Date;
  /** What it belongs together with, e.g. an incident's id. Null: it stands alone. */
  readonly thread: string | null;
  /** Takes the one-click POST of https://www.rfc-editor.org/rfc/rfc8058. Null: there is nothing to end. */
  readonly unsubscribeUrl: string | null;
}

export async function composeMail(input: MailToCompose): Promise<string> {
  const { id, from, to, mail, date, thread, unsubscribeUrl } = input;
  const host = from.address.split('@').at(-1) ?? 'localhost';
  // The root of a thread is no mail of its own: all of them refer to it, and so stand together.
  const root = thread === null ? null : `<${thread}@${host}>`;
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await composer.sendMail({
    from: { name: oneLine(from.name ?? ''), address: from.address },
    to: { name: '', address: to },
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    date,
    messageId: `<${id}@${host}>`,
    ...(root === null ? {} : { references: [root], inReplyTo: root }),
    headers: {
      // https://www.rfc-editor.org/rfc/rfc3834#section-5: nobody's holiday notice answers it.
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl === null
        ? {}
        : {
            'List-Unsubscribe': { prepared: true, value: `<${unsubscribeUrl}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
    baseBoundary: createHash('sha256').update(id).digest('hex').slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (!Buffer.isBuffer(message)) throw new Error('A composed mail is a stream.');
  return message.toString('latin1');
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
