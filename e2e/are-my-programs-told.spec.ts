// Can a maintainer have their own programs told, see what was sent, and be sure that secrets stay secret?
import { Webhook } from 'standardwebhooks';

import { openDatabase } from '#lib/db/prisma-client.ts';
import { createDeliveryWorld, type DeliveryWorld } from '#lib/testing/delivery-world.ts';
import { type WebhookSink, startWebhookSink } from '#lib/testing/sinks/webhook-sink.ts';
import { TEST_APP_SECRET } from '#lib/testing/start-app.ts';

import { expect, signInByGithub, test as base } from './account-test.ts';

const test = base.extend<{ world: DeliveryWorld; sink: WebhookSink }>({
  /** The worker's part, by hand: it sends what is due when a test says so. */
  world: async ({ sceneUrl, app }, use) => {
    const database = openDatabase(sceneUrl, { poolSize: 3 });
    const world = await createDeliveryWorld(
      { ...database, url: sceneUrl },
      { baseUrl: app.url, appSecret: TEST_APP_SECRET },
    );
    await use(world);
    await world.close();
    await database.close();
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright demands it
  sink: async ({}, use) => {
    const sink = await startWebhookSink();
    await use(sink);
    await sink.close();
  },
});

test.use({ scene: 'one-port' });
// Each is a long story: a dozen forms, one after the other.
test.describe.configure({ timeout: 120_000 });

test('a webhook is made, tested, subscribed, read in its log, replayed, given a new secret, and deleted', async ({
  page,
  database,
  world,
  sink,
  app,
}) => {
  await signInByGithub(page, 'ada');
  const main = page.getByRole('main');
  await expect(main.getByRole('link', { name: 'Endpoints' })).toHaveCount(0);
  await database.user.update({
    where: { email: 'ada@example.org' },
    data: { isAdministrator: true },
  });

  await page.goto('/settings/hosts');
  await page.getByLabel('Host').fill(sink.host);
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText(
    `${sink.host} may be reached now.`,
  );

  await page.getByRole('link', { name: 'Endpoints' }).click();
  await expect(page.getByText('There is no endpoint yet')).toBeVisible();
  const form = page.getByRole('group').filter({ hasText: 'Webhook' }).first();
  await form.getByLabel('Name').fill('Our CI');
  await form.getByLabel('Address').fill(`${sink.url}/hook/canary-path`);
  await page.getByRole('button', { name: 'Create the endpoint: Webhook' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('The endpoint is made');
  const secret = await page.getByText(/^whsec_/).innerText();
  const seen: string[] = [];
  const look = async () => {
    await page.reload();
    seen.push(await page.content());
  };
  await look();
  await expect(page.getByText('It is shown this once')).toHaveCount(0);

  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('A test is on its way');
  await world.deliver();
  await look();
  const log = page.getByRole('region', { name: 'Deliveries' });
  await expect(main.getByText('active', { exact: true })).toBeVisible();
  await log.getByText('a test', { exact: true }).click();
  await expect(log.getByText(/^Attempt 1, .*: status 200 in [\d,]+ ms, delivered$/)).toBeVisible();
  await expect(log.getByRole('region', { name: 'Request' })).toContainText(sink.host);
  await expect(log.getByRole('region', { name: 'Answer' })).toHaveText('ok');
  const [receipt] = sink.receipts();
  new Webhook(secret).verify(receipt?.body ?? '', { ...receipt?.headers });

  await page.getByText('Tell it of more').click();
  await page.getByRole('button', { name: 'Tell it', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Subscriptions, table' })).toContainText('all');

  // The receiver refuses it twice: it is dead, and can be sent again.
  const refusal = { kind: 'status', status: 400 } as const;
  sink.script([refusal, refusal]);
  await world.happen(await world.openIncident());
  await world.deliver();
  world.clock.forward(6 * 60_000);
  await world.deliver();
  await look();
  const dead = log.getByRole('listitem').filter({ hasText: 'dead' }).first();
  await dead.getByText(/go1\.26 is behind/).click();
  await expect(dead.getByText(/^Attempt 2, .*: status 400 in/)).toBeVisible();
  await dead.getByRole('button', { name: /^Send again/ }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('It is being sent again');
  await world.deliver();
  await look();
  await expect(log.getByText('delivered', { exact: true })).toHaveCount(2);
  world.clock.set(new Date());

  await page.getByRole('button', { name: 'New secret' }).click();
  const next = await page.getByText(/^whsec_/).innerText();
  expect(next).not.toBe(secret);
  await page.getByRole('button', { name: 'Send a test' }).click();
  await world.deliver();
  const last = sink.receipts().at(-1);
  for (const either of [secret, next]) {
    new Webhook(either).verify(last?.body ?? '', { ...last?.headers });
  }

  await page.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByText('It was disabled by hand.')).toBeVisible();
  await page.getByRole('button', { name: 'Enable' }).click();
  await expect(main.getByText('untested', { exact: true })).toBeVisible();
  await look();
  const stored = JSON.stringify([
    await database.endpoint.findMany(),
    await database.delivery.findMany({ include: { log: true } }),
    await database.auditEntry.findMany({ select: { target: true, detail: true } }),
  ]);
  await page.getByText('Delete…', { exact: true }).click();
  await expect(page.getByText(/^It goes with 1 subscription and the log/)).toBeVisible();
  await look();
  await page.getByText('Delete…', { exact: true }).click();
  await page.getByRole('button', { name: 'Delete it for good' }).click();
  await expect(page.getByText('There is no endpoint yet')).toBeVisible();
  seen.push(await page.content());
  for (const text of [...seen, stored, app.output()]) {
    expect(text).not.toContain('canary-path');
    expect(text).not.toContain(secret.slice('whsec_'.length));
    expect(text).not.toContain(next.slice('whsec_'.length));
  }
});

test('every channel has a form that says what it needs, and keeps what is secret', async ({
  page,
  database,
}) => {
  await signInByGithub(page, 'max');
  const max = await database.user.findUniqueOrThrow({ where: { email: 'max@example.org' } });
  const lumen = await database.port.findUniqueOrThrow({ where: { slug: 'lumen' } });
  await database.portMaintainer.create({
    data: { userId: max.id, portId: lumen.id, grantedAt: new Date() },
  });
  const channels = [
    ['Slack', { 'Address of the incoming webhook': 'https://hooks.slack.com/services/canary' }],
    [
      'Discord',
      { 'Address of the channel’s webhook': 'https://discord.com/api/webhooks/1/canary' },
    ],
    [
      'Matrix',
      {
        Homeserver: 'https://matrix.example.org',
        'Room id': '!canary:example.org',
        'Access token': 'canary-token',
      },
    ],
    ['GitHub issue', { Repository: 'example/lumen-go' }],
  ] as const;
  for (const [channel, fields] of channels) {
    await page.goto('/settings/endpoints');
    const form = page.getByRole('group').filter({ hasText: channel }).last();
    await form.getByText(channel, { exact: true }).click();
    await form.getByLabel('Name').fill(`Our ${channel}`);
    for (const [label, value] of Object.entries(fields)) await form.getByLabel(label).fill(value);
    await page.getByRole('button', { name: `Create the endpoint: ${channel}` }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('The endpoint is made');
    expect(await page.content()).not.toContain('canary');
  }
  await page.goto('/settings/endpoints');
  const rows = page.getByRole('region', { name: 'Endpoints, table' }).getByRole('row');
  await expect(rows).toHaveCount(1 + channels.length);
  expect(await page.content()).not.toContain('canary');
  expect(JSON.stringify(await database.endpoint.findMany())).not.toContain('canary');
  await database.user.delete({ where: { id: max.id } });
});
