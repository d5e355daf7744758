// A mail server over real sockets, which keeps what it took and can refuse as real ones do.
import { once } from 'node:events';

import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

import { SELF_SIGNED_CERTIFICATE, SELF_SIGNED_KEY } from './self-signed.ts';

export interface MailReceipt {
  readonly to: readonly string[];
  readonly from: string;
  readonly raw: string;
  readonly parsed: ParsedMail;
  /** Without its angle brackets. */
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether its sender was told that it arrived. */
  readonly isAcknowledged: boolean;
}

export type SmtpFault =
  | { readonly kind: 'none' }
  /** Closes the connection before a word is said, or never says one. */
  | { readonly kind: 'drop-at-once' | 'silence' }
  | {
      readonly kind: 'greeting' | 'sender' | 'recipient' | 'content';
      readonly code: number;
      readonly text: string;
    }
  /** Closes the connection in the middle of the envelope. */
  | { readonly kind: 'drop-in-envelope' }
  /** Takes the mail, and closes the connection instead of saying so. */
  | { readonly kind: 'drop-after-data' }
  /** Takes the mail, and says nothing. */
  | { readonly kind: 'hang-after-data' };

export interface SmtpSink {
  /** For SMTP_URL. */
  readonly url: string;
  /** In the order in which they came. */
  readonly receipts: () => readonly MailReceipt[];
  /** Whether somebody is connected, or a mail is being read: more may come. */
  readonly isBusy: () => boolean;
  /** How it goes on: each of `faults` for one mail, then `rest`. */
  readonly script: (faults: readonly SmtpFault[], rest?: SmtpFault) => void;
  readonly forget: () => void;
  readonly close: () => Promise<void>;
}

export interface SmtpSinkOptions {
  /** Whom it lets in; anybody if not given. */
  readonly account?: { readonly user: string; readonly password: string };
  /** It offers STARTTLS, with a certificate that nobody has signed. */
  readonly isTls?: boolean;
}

export async function startSmtpSink({
  account,
  isTls = false,
}: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const receipts: MailReceipt[] = [];
  const waiting = new Set<() => void>();
  let reading = 0;
  let planned: SmtpFault[] = [];
  let rest: SmtpFault = { kind: 'none' };
  const faults = new Map<string, SmtpFault>();
  const options: SMTPServerOptions = {
    authOptional: account === undefined,
    allowInsecureAuth: true,
    disabledCommands: [
      ...(isTls ? [] : ['STARTTLS' as const]),
      ...(account === undefined ? ['AUTH' as const] : []),
    ],
    key: SELF_SIGNED_KEY,
    cert: SELF_SIGNED_CERTIFICATE,
    closeTimeout: 100,
    logger: false,
    // Each mail has a connection of its own.
    onConnect(session, done) {
      const fault = planned.shift() ?? rest;
      faults.set(session.id, fault);
      if (fault.kind === 'drop-at-once') drop(session.id);
      else if (fault.kind !== 'silence') done(fault.kind === 'greeting' ? refusal(fault) : null);
    },
    onAuth({ username, password }, _session, done) {
      const isRight = username === account?.user && password === account?.password;
      // As a server that repeats what it was sent.
      const text = `5.7.8 ${username} ${password} are not known here`;
      if (isRight) done(null, { user: username });
      else done(refusal({ code: 535, text }));
    },
    onMailFrom(_address, session, done) {
      const fault = faults.get(session.id);
      if (fault?.kind === 'drop-in-envelope') drop(session.id);
      else done(fault?.kind === 'sender' ? refusal(fault) : null);
    },
    onRcptTo(_address, session, done) {
      const fault = faults.get(session.id);
      done(fault?.kind === 'recipient' ? refusal(fault) : null);
    },
    onData(stream, session, done) {
      const fault = faults.get(session.id) ?? rest;
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      const end = async (): Promise<void> => {
        done(await take(Buffer.concat(chunks), session, fault));
      };
      stream.on('end', () => void end());
    },
  };
  const take = async (
    raw: Buffer,
    { id, envelope }: SMTPServerSession,
    fault: SmtpFault,
  ): Promise<Error | null> => {
    if (fault.kind === 'content') return refusal(fault);
    reading += 1;
    const parsed = await simpleParser(raw).finally(() => {
      reading -= 1;
    });
    receipts.push({
      to: envelope.rcptTo.map(({ address }) => address),
      from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
      raw: raw.toString('latin1'),
      parsed,
      messageId: (parsed.messageId ?? '').replace(/^<|>$/g, ''),
      at: Date.now(),
      isAcknowledged: fault.kind === 'none',
    });
    if (fault.kind === 'none') return null;
    await new Promise<void>((resolve) => {
      waiting.add(resolve);
      if (fault.kind === 'drop-after-data') {
        drop(id);
        resolve();
      }
    });
    return Object.assign(new Error('closing'), { responseCode: 421 });
  };
  const server = new SMTPServer(options);
  const drop = (sessionId: string): void => {
    const open: readonly { readonly id: string; readonly close: () => void }[] = [
      ...server.connections,
    ];
    open.find(({ id }) => id === sessionId)?.close();
  };
  // Whoever was killed in the middle of a mail has sent none.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The sink has no port.');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    receipts: () => [...receipts],
    isBusy: () => server.connections.size > 0 || reading > 0,
    script: (next, after = { kind: 'none' }) => {
      planned = [...next];
      rest = after;
    },
    forget: () => {
      receipts.length = 0;
    },
    close: async () => {
      for (const resolve of waiting) resolve();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

function refusal({ code, text }: { readonly code: number; readonly text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
