// Mail against a real server that refuses, hangs up and forgets; nobody is written to who has not asked for it.
import { ulid } from 'ulid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import {
  addressHash,
  CONFIRM_HOURS,
  confirmToken,
  hashToken,
  isMailLink,
  makeLinkSecret,
  readMailLink,
} from '#lib/auth/mail-links.ts';
import { askForMail, type AskOutcome } from '#lib/db/write/ask-for-mail.ts';
import { changeSubscription } from '#lib/db/write/change-subscription.ts';
import { confirmMail } from '#lib/db/write/confirm-mail.ts';
import { endSubscriptions } from '#lib/db/write/end-subscriptions.ts';
import { suppressAddress } from '#lib/db/write/suppress-address.ts';
import { findWrongs } from '#lib/testing/delivery-oracle.ts';
import {
  createDeliveryWorld,
  EVERYTHING,
  TEST_APP_SECRET,
  type DeliveryWorld,
} from '#lib/testing/delivery-world.ts';
import {
  startSmtpSink,
  type SmtpFault,
  type SmtpSinkOptions,
} from '#lib/testing/sinks/smtp-sink.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { deliverDue } from './deliver.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const READER = 'Reader@example.org';
const ACCOUNT = 'somebody:smtp-password-canary';
/** Where a server is silent on purpose. */
const SHORT_MS = 500;

let database: TestDatabase;
let world: DeliveryWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createDeliveryWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.close();
});
afterEach(async () => {
  const received = { webhooks: [], mails: world.smtp.receipts() };
  const wrongs = await findWrongs(database, received, { mostRepeated: 0 });
  await world.reset();
  if (wrongs.length > 0) throw new Error(wrongs.join('\n'));
});

const mails = () => world.smtp.receipts();
const rows = () => database.prisma.delivery.findMany({ orderBy: { id: 'asc' } });
const suppressions = () => database.prisma.mailSuppression.findMany();

function ask(address = READER): Promise<AskOutcome> {
  const deliveryId = ulid();
  const at = world.context.now();
  return askForMail(database.prisma, {
    address,
    addressHash: addressHash(address, TEST_APP_SECRET),
    linkSecret: makeLinkSecret(),
    deliveryId,
    confirmTokenHash: hashToken(confirmToken(deliveryId, TEST_APP_SECRET)),
    confirmExpiresAt: new Date(at.getTime() + CONFIRM_HOURS * HOUR),
    filters: EVERYTHING,
    at,
  });
}

function confirmLinked(): Promise<unknown> {
  const [, token = ''] =
    /\/subscribe\/confirm\/([\w-]+)/.exec(mails().at(-1)?.parsed.text ?? '') ?? [];
  return confirmMail(database.prisma, {
    confirmTokenHash: hashToken(token),
    at: world.context.now(),
  });
}

describe('an alert by mail', () => {
  it('is known by its delivery, stands with the others of its incident, and can be ended by one click', async () => {
    await world.addReader(READER);
    const incidentId = await world.openIncident();
    await world.happen(incidentId, 'opened');
    await world.happen(incidentId, 'resolved');
    await world.deliver();
    const [first, second] = mails();
    expect(mails().map(({ messageId }) => messageId.split('@')[0])).toEqual(
      (await rows()).map(({ id }) => id),
    );
    expect(first?.parsed.references).toBe(`<${incidentId}@tidemark.example.org>`);
    expect(second?.parsed.references).toBe(first?.parsed.references);
    expect(first?.to).toEqual([READER]);
    const [, token = ''] =
      /^List-Unsubscribe: <https:\/\/tidemark\.example\.org\/unsubscribe\/(.*)>\r$/m.exec(
        first?.raw ?? '',
      ) ?? [];
    const link = readMailLink(token);
    const address = await database.prisma.mailAddress.findFirstOrThrow();
    expect(link?.kind).toBe('subscription');
    expect(link !== null && isMailLink(token, link, address.linkSecret)).toBe(true);
    expect(first?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  });

  it.each<[string, SmtpFault]>([
    ['421 instead of a greeting', { kind: 'greeting', code: 421, text: 'too busy' }],
    ['554 instead of a greeting', { kind: 'greeting', code: 554, text: 'no service here' }],
    ['silence instead of a greeting', { kind: 'silence' }],
    ['a connection that is dropped at once', { kind: 'drop-at-once' }],
    ['a connection that is dropped in between', { kind: 'drop-in-envelope' }],
    ['450 for the recipient', { kind: 'recipient', code: 450, text: 'try later' }],
    ['451 for the mail', { kind: 'content', code: 451, text: 'try later' }],
    ['421', { kind: 'sender', code: 421, text: 'too busy' }],
    ['a refusal of us, who are not the reader', { kind: 'sender', code: 550, text: 'who are you' }],
    ['452 for the mail', { kind: 'content', code: 452, text: 'no room' }],
    ['a connection that is dropped after the mail was taken', { kind: 'drop-after-data' }],
    ['silence after the mail was taken', { kind: 'hang-after-data' }],
  ])('is tried again after %s, as the same mail', async (_name, fault) => {
    await world.addReader(READER);
    world.smtp.script([fault]);
    await world.happen(await world.openIncident());
    const isSilent = fault.kind === 'silence' || fault.kind === 'hang-after-data';
    expect(await world.deliver(isSilent ? SHORT_MS : undefined)).toMatchObject({ retry: 1 });
    const [{ body } = { body: null }] = await rows();
    world.clock.forward(MINUTE);
    expect(await world.deliver()).toMatchObject({ delivered: 1 });
    expect(new Set(mails().map(({ messageId }) => messageId)).size).toBe(1);
    // SMTP ends a mail with a line break of its own.
    expect(mails().at(-1)?.raw.trimEnd()).toBe(body?.trimEnd());
    expect(await suppressions()).toEqual([]);
  });

  it.each<[string, SmtpSinkOptions, string]>([
    ['knows neither our name nor our password', { account: { user: 'a', password: 'b' } }, ACCOUNT],
    ['offers a certificate that nobody has signed', { isTls: true }, ''],
    ['cannot be spoken to in secret, where that is demanded', {}, '?requireTLS=true'],
  ])(
    'is sent nothing while the mail server %s, and later all the same',
    async (_, sink, change) => {
      await world.addReader(READER);
      await world.happen(await world.openIncident());
      const server = await startSmtpSink(sink);
      const { context } = world;
      const smtpUrl =
        change === ACCOUNT ? server.url.replace('//', `//${ACCOUNT}@`) : server.url + change;
      const elsewhere = { ...context, settings: { ...context.settings, smtpUrl } };
      expect(await deliverDue(elsewhere)).toMatchObject({ retry: 1 });
      expect(server.receipts()).toEqual([]);
      await server.close();
      const log = await database.prisma.deliveryAttempt.findMany();
      expect(JSON.stringify(log)).not.toContain('smtp-password-canary');
      world.clock.forward(MINUTE);
      expect(await world.deliver()).toMatchObject({ delivered: 1 });
      expect(await suppressions()).toEqual([]);
    },
  );

  it.each<[string, SmtpFault]>([
    ['550 for it', { kind: 'recipient', code: 550, text: 'no such mailbox' }],
    ['553 for it', { kind: 'recipient', code: 553, text: 'not a mailbox' }],
    ['550 for the mail', { kind: 'content', code: 550, text: '5.1.1 no such mailbox' }],
  ])('ends with a mailbox that is none (%s), which is never written to again', async (_, fault) => {
    await world.addReader(READER);
    world.smtp.script([fault]);
    const incidentId = await world.openIncident();
    await world.happen(incidentId);
    await world.happen(incidentId);
    expect(await world.deliver()).toMatchObject({ dead: 1 });
    expect((await rows()).map(({ state }) => state)).toEqual(['dead', 'dead']);
    expect(await suppressions()).toMatchObject([{ reason: 'bounced' }]);
    expect(await ask()).toBe('suppressed');
    expect(await world.deliver()).toMatchObject({ delivered: 0 });
    expect(mails()).toEqual([]);
    expect(JSON.stringify(await suppressions())).not.toContain('example');
  });

  it.each([
    [552, 'too large'],
    [554, '5.7.1 looks like spam'],
  ])(
    'ends with content that is refused by %i, which says nothing about the mailbox',
    async (code, text) => {
      await world.addReader(READER);
      world.smtp.script([{ kind: 'content', code, text }]);
      await world.happen(await world.openIncident());
      expect(await world.deliver()).toMatchObject({ dead: 1 });
      expect(await suppressions()).toEqual([]);
    },
  );

  it('is not sent to whoever unsubscribed meanwhile, or was suppressed', async () => {
    const subscriptionId = await world.addReader(READER);
    await world.addReader('other@example.org');
    await world.happen(await world.openIncident());
    const at = world.context.now();
    const ended = { which: { id: subscriptionId }, reason: 'They unsubscribed.', at };
    expect(await endSubscriptions(database.prisma, ended)).toBe(1);
    expect(await endSubscriptions(database.prisma, ended)).toBe(0);
    await suppressAddress(database.prisma, {
      addressHash: addressHash('other@example.org', TEST_APP_SECRET),
      reason: 'barred',
      at,
      addressId: null,
    });
    expect(await world.deliver()).toMatchObject({ delivered: 0 });
    expect(mails()).toEqual([]);
    expect(new Set((await rows()).map(({ deadReason }) => deadReason))).toEqual(
      new Set(['Nothing is sent to its address any more.', 'They unsubscribed.']),
    );
  });
});

describe('asking for mail', () => {
  it('sends a question and nothing else, until it is answered once', async () => {
    expect(await ask()).toBe('asked');
    await world.happen(await world.openIncident());
    await world.deliver();
    expect(mails()).toMatchObject([
      { to: [READER], parsed: { subject: 'Confirm that you want mail from Tidemark' } },
    ]);
    expect(await confirmLinked()).toMatchObject({ subscriptionIds: [expect.any(String)] });
    expect(await confirmLinked()).toBeNull();
    await world.deliver();
    expect(mails()).toHaveLength(1);
    await world.happen(await world.openIncident());
    await world.deliver();
    expect(mails()).toHaveLength(2);
  });

  it('keeps its token nowhere but in the mail', async () => {
    await ask();
    await world.deliver();
    const [, token = ''] = /confirm\/([\w-]{43})/.exec(mails()[0]?.parsed.text ?? '') ?? [];
    expect(token).toHaveLength(43);
    const held = [await rows(), await database.prisma.mailAddress.findMany()];
    expect(JSON.stringify(held)).not.toContain(token);
  });

  it('asks the same mailbox once in a while only, whoever types it how often', async () => {
    expect([await ask(), await ask(), await ask()]).toEqual([
      'asked',
      'asked-already',
      'asked-already',
    ]);
    await world.deliver();
    expect(mails()).toHaveLength(1);
    expect(await confirmLinked()).toMatchObject({ subscriptionIds: { length: 3 } });
  });

  it('ends after a day', async () => {
    await ask();
    await world.deliver();
    world.clock.forward(25 * HOUR);
    expect(await confirmLinked()).toBeNull();
  });

  it('sends a question that was superseded no more', async () => {
    await ask();
    world.clock.forward(11 * MINUTE);
    expect(await ask()).toBe('asked');
    expect(await world.deliver()).toMatchObject({ delivered: 1, dead: 1 });
    expect(mails()).toHaveLength(1);
  });
});

describe('a digest', () => {
  const monday = new Date('2026-12-07T06:00:00Z');

  it('tells in one mail what one address is owed, at its time, and is delivered as one', async () => {
    world.clock.set(monday);
    await world.addReader(READER, { pace: 'daily' });
    await world.addReader('other@example.org', { pace: 'weekly' });
    const incidents = [await world.openIncident(), await world.openIncident()];
    for (const incidentId of [...incidents, ...incidents]) await world.happen(incidentId);
    expect(await world.deliver()).toMatchObject({ delivered: 0 });
    world.clock.forward(2 * HOUR);
    expect(await world.deliver()).toMatchObject({ delivered: 2 });
    expect(mails()).toHaveLength(2);
    const [row] = await rows();
    expect(mails().map(({ messageId }) => messageId.split('@')[0])).toContain(row?.digestId);
    expect((await rows()).every(({ state }) => state === 'delivered')).toBe(true);
  });

  it('is tried again as it was, and what happened meanwhile waits for the next', async () => {
    world.clock.set(monday);
    await world.addReader(READER, { pace: 'daily' });
    const incidentId = await world.openIncident();
    await world.happen(incidentId);
    await world.happen(incidentId);
    world.smtp.script([{ kind: 'recipient', code: 450, text: 'try later' }]);
    world.clock.forward(2 * HOUR);
    expect(await world.deliver()).toMatchObject({ retry: 1 });
    await world.happen(incidentId);
    world.clock.forward(MINUTE);
    expect(await world.deliver()).toMatchObject({ delivered: 1 });
    expect((await rows()).map(({ state }) => state)).toEqual([
      'delivered',
      'delivered',
      'scheduled',
    ]);
    world.clock.forward(24 * HOUR);
    expect(await world.deliver()).toMatchObject({ delivered: 1 });
    expect(mails()).toHaveLength(2);
  });

  it('holds back no mail that the same address wants at once', async () => {
    world.clock.set(monday);
    await world.addReader(READER, { pace: 'weekly' });
    await world.addReader(READER);
    const incidentId = await world.openIncident();
    await world.happen(incidentId);
    await world.happen(incidentId);
    expect(await world.deliver()).toEqual({ delivered: 2, retry: 0, dead: 0, lost: 0 });
  });

  it('is given up for mail at once by whoever changes their pace', async () => {
    world.clock.set(monday);
    const id = await world.addReader(READER, { pace: 'weekly' });
    await world.happen(await world.openIncident());
    const at = world.context.now();
    await changeSubscription(database.prisma, { id, filters: EVERYTHING, at });
    expect(await world.deliver()).toMatchObject({ delivered: 1 });
  });
});
