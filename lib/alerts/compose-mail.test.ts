import { simpleParser } from 'mailparser';
import { expect, it } from 'vitest';

import { composeMail, type MailToCompose } from './compose-mail.ts';

const input: MailToCompose = {
  id: '01J0000000000000000000000A',
  from: { name: 'Tidemark', address: 'tidemark@example.org' },
  to: 'reader@example.net',
  mail: { subject: 'go1.27rc1: 3 files will conflict', text: 'Plain — text\n', html: '<p>Ä</p>' },
  date: new Date('2026-01-02T03:04:05Z'),
  thread: '01J0000000000000000000000B',
  unsubscribeUrl: 'https://tidemark.example.org/unsubscribe/s.1.x',
};

it('says who it is from, what it belongs to, and how to end it by one click', async () => {
  const raw = await composeMail(input);
  for (const line of [
    'From: Tidemark <tidemark@example.org>',
    'To: reader@example.net',
    'Subject: go1.27rc1: 3 files will conflict',
    'Message-ID: <01J0000000000000000000000A@example.org>',
    'References: <01J0000000000000000000000B@example.org>',
    'In-Reply-To: <01J0000000000000000000000B@example.org>',
    'Auto-Submitted: auto-generated',
    'List-Unsubscribe: <https://tidemark.example.org/unsubscribe/s.1.x>',
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'Date: Fri, 02 Jan 2026 03:04:05 +0000',
  ]) {
    expect(raw.split('\r\n')).toContain(line);
  }
  const { text, html } = await simpleParser(raw);
  expect([text, html]).toEqual(['Plain — text\n', '<p>Ä</p>']);
});

it('is the same whenever it is composed', async () => {
  expect(await composeMail(input)).toBe(await composeMail(input));
});

it('stands alone, and has nothing to end, where that is so', async () => {
  const raw = await composeMail({ ...input, thread: null, unsubscribeUrl: null });
  expect(raw).not.toMatch(/^(?:References|In-Reply-To|List-Unsubscribe)/m);
});

it.each(['\r\n', '\n', '\r', '\u2028', '\0'])(
  'lets no header be broken out of by %j in a subject or a name',
  async (ending) => {
    const hostile = `all clean${ending}Bcc: other@example.org${ending}${ending}<b>gone</b>`;
    const raw = await composeMail({
      ...input,
      from: { name: hostile, address: 'tidemark@example.org' },
      mail: { ...input.mail, subject: hostile },
    });
    const { headers, subject, bcc, text } = await simpleParser(raw);
    expect(bcc).toBeUndefined();
    expect(headers.has('bcc')).toBe(false);
    expect(subject).toBe('all clean Bcc: other@example.org <b>gone</b>');
    expect(text).toBe('Plain — text\n');
  },
);

it('reads no file and no address, whatever it is made of', async () => {
  const raw = await composeMail({
    ...input,
    mail: { ...input.mail, text: 'file:///etc/passwd', html: '<img src="file:///etc/passwd">' },
  });
  expect(raw).not.toContain('root:');
});
