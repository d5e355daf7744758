// One mail to one address over SMTP_URL, within a time. That server is the operator's own choice: it may be anywhere.
import { createTransport } from 'nodemailer';
import { z } from 'zod';

import type { MailFailure } from './judge-attempt.ts';
import type { SentRequest } from './send-call.ts';

export interface MailToSend {
  readonly smtpUrl: string;
  readonly from: string;
  readonly to: string;
  /** As composed. */
  readonly raw: string;
  readonly limits?: MailLimits;
}

export interface MailLimits {
  readonly connectMs: number;
  /** Without a word from the server. */
  readonly silenceMs: number;
  readonly totalMs: number;
}

export interface SentMail {
  /** Null: the server took it. */
  readonly failure: MailFailure | null;
  /** SMTP status. Null: there was none. */
  readonly status: number | null;
  /** What the server said last. Null: nothing. */
  readonly answer: string | null;
  readonly request: SentRequest;
}

export const MAIL_LIMITS: MailLimits = { connectMs: 10_000, silenceMs: 15_000, totalMs: 60_000 };

/** Never rejects. */
export async function sendMail(mail: MailToSend): Promise<SentMail> {
  const { smtpUrl, from, to, raw, limits = MAIL_LIMITS } = mail;
  const server = new URL(smtpUrl).host;
  const shown = (text: string): string => withoutAccount(text, smtpUrl);
  const request = { method: 'MAIL', to: server, headers: { from, to }, bytes: raw.length };
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: limits.connectMs,
    dnsTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    socketTimeout: limits.silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const patience = new AbortController();
  try {
    const { response } = await Promise.race([
      transport.sendMail({
        envelope: { from, to: [to] },
        raw: Buffer.from(raw, 'latin1'),
        disableFileAccess: true,
        disableUrlAccess: true,
      }),
      rejectAfter(limits.totalMs, patience.signal),
    ]);
    return { failure: null, status: statusOf(response), answer: shown(response), request };
  } catch (error) {
    const failed = describeFailure(error, server);
    const { status } = failed;
    const failure = { ...failed, reason: shown(failed.reason), text: shown(failed.text) };
    return { failure, status, answer: failure.text === '' ? null : failure.text, request };
  } finally {
    patience.abort();
    transport.close();
  }
}

async function rejectAfter(ms: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error(`it took more than ${ms / 1000} s`)), ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}

/** A server may repeat what it was sent, as it was or in base64 (https://www.rfc-editor.org/rfc/rfc4616). */
function withoutAccount(text: string, smtpUrl: string): string {
  const { username, password } = new URL(smtpUrl);
  if (password === '') return text;
  const [name, word] = [decodeURIComponent(username), decodeURIComponent(password)];
  return [base64(`\0${name}\0${word}`), base64(word), word, password].reduce(
    (shown, secret) => shown.replaceAll(secret, '…'),
    text,
  );
}

function base64(plain: string): string {
  return Buffer.from(plain).toString('base64');
}

/** What nodemailer's errors hold beside their message. */
const smtpError = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  response: z.string().optional(),
  responseCode: z.number().optional(),
});

function describeFailure(error: unknown, server: string): MailFailure {
  const { code, command, response = '', responseCode } = smtpError.parse(error);
  const words = error instanceof Error ? error.message : String(error);
  if (responseCode === undefined) {
    const reason = `The mail server ${server} could not be used: ${words.replace(/\.$/, '')}.`;
    return { status: null, stage: 'other', reason, text: response };
  }
  const stage = stageOf(code, command);
  const what = { recipient: 'the recipient', content: 'the mail', other: 'us' }[stage];
  const reason = `The mail server ${server} refused ${what}: ${response.trim()}`;
  return { status: responseCode, stage, reason, text: response };
}

function stageOf(code: string | undefined, command: string | undefined): MailFailure['stage'] {
  if (command === 'RCPT TO') return 'recipient';
  return command === 'DATA' && code === 'EMESSAGE' ? 'content' : 'other';
}

function statusOf(response: string): number | null {
  const [, status] = /^(\d{3})/.exec(response) ?? [];
  return status === undefined ? null : Number(status);
}
