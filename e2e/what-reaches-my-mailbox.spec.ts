// What reaches my mailbox, from the wish to be told to the end of it? All of it over real sockets: a mail server, a GitHub, a
// worker that polls, measures, rehearses and sends.
import { openDatabase } from '#lib/db/prisma-client.ts';
import { type RunningWorker, startWorker } from '#lib/jobs/start-worker.ts';
import { cloneTemplate } from '#lib/testing/clone-database.ts';
import { openPollWorld, type PollWorld, publish } from '#lib/testing/open-poll-world.ts';
import { mintPerson, mintSession } from '#lib/testing/sign-in.ts';
import { type MailReceipt, type SmtpSink, startSmtpSink } from '#lib/testing/sinks/smtp-sink.ts';
import { findFreePort, startApp, TEST_APP_SECRET } from '#lib/testing/start-app.ts';

import { expect, test as base } from './app-test.ts';

interface Mailbox {
  readonly world: PollWorld;
  readonly smtp: SmtpSink;
}

/** The whole program but its supervisor: the pages as they are served, and the worker in this process. */
const test = base.extend<object, { mailbox: Mailbox }>({
  mailbox: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright demands it
    async ({}, use) => {
      const clone = await cloneTemplate(process.env['TIDEMARK_TEST_POSTGRES_URL'] ?? '');
      const open = openDatabase(clone.url, { poolSize: 5 });
      const close = async () => {
        await open.close();
        await clone.drop();
      };
      const smtp = await startSmtpSink();
      const world = await openPollWorld(
        { ...open, url: clone.url, close },
        {
          pollIntervalMs: 500,
          smtpUrl: smtp.url,
          appSecret: TEST_APP_SECRET,
          baseUrl: `http://127.0.0.1:${await findFreePort()}`,
        },
      );
      const worker: RunningWorker = await startWorker(world.context);
      await use({ world, smtp });
      await worker.stop();
      await world.close();
      await smtp.close();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ mailbox: { world, smtp } }, use) => {
      const app = await startApp({
        databaseUrl: world.database.url,
        port: Number(new URL(world.settings.baseUrl).port),
        env: { SMTP_URL: smtp.url },
      });
      await use(app);
      await app.stop();
    },
    { scope: 'worker' },
  ],
});

test.describe.configure({ timeout: 180_000 });

test('a wish is confirmed, a conflict and its end are told, and one click ends it', async ({
  page,
  request,
  app,
  mailbox: { world, smtp },
}) => {
  const { prisma } = world.database;
  const { id: portId, slug } = world.port;
  /** The next mail, once it has come. */
  let read = 0;
  const nextMail = async (): Promise<MailReceipt> => {
    await expect.poll(() => smtp.receipts().length, { timeout: 60_000 }).toBeGreaterThan(read);
    const mail = smtp.receipts()[read];
    read += 1;
    if (mail === undefined) throw new Error('No mail has come.');
    return mail;
  };
  // What is so when alerts begin alerts nobody: they must have looked before the conflict appears.
  const looked = async () =>
    (await prisma.port.findUniqueOrThrow({ where: { id: portId } })).alertsSince;
  await expect.poll(looked, { timeout: 60_000 }).not.toBeNull();

  await page.goto(`/subscribe?port=${slug}&kind=forecast-conflict`);
  await page.getByLabel('Your mail address').fill('mo@example.org');
  await page.getByRole('button', { name: 'Subscribe by mail' }).click();
  await expect(page.getByText('Look into your mailbox')).toBeVisible();
  const question = await nextMail();
  expect(question.to).toEqual(['mo@example.org']);
  await page.goto(linkIn(question, `${app.url}/subscribe/confirm/`));
  await page.getByRole('button', { name: 'Yes, send them' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('Confirmed');

  const edited = world.repo.commit({
    files: { 'src/net/net.go': `//go:build !js && !wasip1\n\n${body}` },
    message: 'net: know wasip1\n\nReviewed-on: https://go-review.googlesource.com/c/go/+/99\n',
  });
  world.repo.tag('go1.22rc1', edited);
  const opened = await nextMail();
  expect(opened.parsed.subject).toContain('go1.22rc1: 1 of 3 files will conflict');
  expect(opened.parsed.text).toContain('src/net/net.go');

  await page.goto(linkIn(opened, `${app.url}/alerts/`));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('go1.22rc1');
  await expect(page.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
  const userId = await mintPerson(prisma, { name: 'Mo', maintains: [portId] });
  const cookie = await mintSession(prisma, { userId, appSecret: TEST_APP_SECRET });
  const [name = '', value = ''] = cookie.split('=', 2);
  await page.context().addCookies([{ name, value, url: app.url }]);
  await page.reload();
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByText('Acknowledged: no more reminders of it.')).toBeVisible();
  await page.goto(`/ports/${slug}`);
  await expect(page.getByText(/^\d open alerts?: /)).toContainText(', since ');

  publish(world.repo, '1.22rc1', {
    'src/net/net.go': `//go:build !js && !wasip1 && !tamago\n\n${body}`,
  });
  const over = await nextMail();
  expect(over.parsed.subject).toContain('Over: ');
  expect(over.parsed.references).toEqual(opened.parsed.references);
  await page.goto(linkIn(over, `${app.url}/alerts/`));
  await expect(page.getByRole('main')).toContainText('The port has published go1.22rc1.');

  // As a mail program does it: https://www.rfc-editor.org/rfc/rfc8058
  const unsubscribe = /^<(?<url>\S+)>$/.exec(headerOf(over, 'list-unsubscribe'))?.groups?.['url'];
  expect(headerOf(over, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const answer = await request.post(unsubscribe ?? '', {
    form: { 'List-Unsubscribe': 'One-Click' },
  });
  expect([answer.status(), await answer.text()]).toEqual([200, 'Unsubscribed.\n']);
  expect(await prisma.subscription.count({ where: { endedAt: null } })).toBe(0);
  expect(smtp.receipts()).toHaveLength(3);
  for (const { raw } of smtp.receipts()) expect(raw).not.toContain('canary');
});

/** Below the constraint of src/net/net.go, in every version of it. */
const body = 'package net\n\nfunc F() int {\n\treturn 1\n}\n';

function linkIn({ parsed }: MailReceipt, start: string): string {
  const found = (parsed.text ?? '').match(/https?:\/\/\S+/g)?.find((url) => url.startsWith(start));
  if (found === undefined) throw new Error(`No link to ${start} in: ${parsed.text}`);
  return found;
}

function headerOf({ parsed }: MailReceipt, name: string): string {
  const line = parsed.headerLines.find(({ key }) => key === name)?.line ?? '';
  return line
    .slice(line.indexOf(':') + 1)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
