// Can those sign in who should, and does their browser keep them safe?
import { randomBytes } from 'node:crypto';

import { hashSetupToken } from '#lib/auth/setup-token.ts';

import { expect, signInByGithub, test } from './account-test.ts';

test('somebody signs in with GitHub, sees who they are on a public page, and signs out', async ({
  page,
}) => {
  await signInByGithub(page, 'rita');
  const main = page.getByRole('main');
  await expect(main.getByText('Rita Reader')).toBeVisible();
  await expect(main.getByText('this session')).toBeVisible();
  await page.goto('/');
  await page.getByLabel('Account of Rita Reader').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a page that keeps itself up to date keeps no session going, but going to another does', async ({
  page,
  database,
}) => {
  await signInByGithub(page, 'rita');
  await page.goto('/status');
  await expect(page.getByLabel('Account of Rita Reader')).toBeVisible();
  const where = { user: { login: 'rita' } };
  const earlier = new Date(Date.now() - 3_600_000);
  await database.session.updateMany({ where, data: { updatedAt: earlier } });
  const newest = async () =>
    (await database.session.findMany({ where, orderBy: { updatedAt: 'desc' } }))[0]?.updatedAt;
  const again = page.waitForResponse((response) => new URL(response.url()).pathname === '/status');
  // As when the tab comes back into sight.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await again;
  expect(await newest()).toEqual(earlier);
  await page.getByRole('link', { name: 'Alerts' }).click();
  await expect(page).toHaveURL(/\/alerts$/);
  await expect.poll(newest).not.toEqual(earlier);
});

test('the setup link makes an administrator, and works once', async ({ page, database }) => {
  const token = randomBytes(32).toString('base64url');
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + 60_000);
  await database.setupLink.create({
    data: { tokenHash: hashSetupToken(token), createdAt, expiresAt },
  });
  await page.goto(`/setup/${token}`);
  const fill = async (password: string) => {
    await page.getByLabel('Your name').fill('Ada First');
    await page.getByLabel('E-mail address').fill('first@example.org');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Make me the administrator' }).click();
  };
  await fill('passwordpassword');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('too easy to guess');
  await fill('brachiate velum otto 47');
  await page.waitForURL('**/settings');
  await page.getByRole('link', { name: 'People' }).click();
  await expect(page.getByRole('row', { name: /Ada First/ })).toContainText('administrator');
  await page.goto(`/setup/${token}`);
  await expect(page.getByText('This link was used')).toBeVisible();
  await database.user.deleteMany({ where: { name: 'Ada First' } });
});

test('what was typed into a form that is refused is still there, also after a sign-in on the way', async ({
  page,
  database,
}) => {
  await signInByGithub(page, 'ada');
  const ada = { email: 'ada@example.org' };
  await database.user.update({ where: ada, data: { isAdministrator: true } });
  const main = page.getByRole('main');
  const host = page.getByLabel('Host', { exact: true });

  await page.goto('/settings/hosts');
  await host.fill('no host at all');
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(main.getByRole('alert')).toContainText('That is no host: write it like');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await expect(host).toHaveValue('no host at all');
  await page.reload();
  await expect(host).toHaveValue('no host at all');

  await host.fill('chat.example.org');
  const before = new Date(Date.now() - 20 * 60_000);
  await database.session.updateMany({ where: { user: ada }, data: { createdAt: before } });
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(main.getByRole('alert')).toContainText(
    'That needs a sign-in of the last 15 minutes',
  );
  await page.getByRole('button', { name: 'Sign in with GitHub' }).click();
  await page.locator('button[value="ada"]').click();
  await expect(main.getByRole('alert')).toContainText('You had to sign in first');
  await expect(host).toHaveValue('chat.example.org');
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(main.getByRole('status')).toContainText('chat.example.org may be reached now.');
  await expect(main.getByRole('alert')).toHaveCount(0);

  await page.goto('/settings/people');
  await expect(page.getByRole('row', { name: /\(you\)/ })).toContainText('the only administrator');
  await page.goto('/settings/endpoints');
  await page.getByText('Matrix', { exact: true }).click();
  const form = page.getByRole('group').filter({ hasText: 'Homeserver' });
  await form.getByLabel('Name').fill('Our room');
  await form.getByLabel('Homeserver').fill('https://matrix.example.org');
  await form.getByLabel('Room id').fill('our room');
  await form.getByLabel('Access token').fill('canary-token');
  await form.getByRole('button', { name: /^Create/ }).click();
  await expect(main.getByRole('alert')).toBeInViewport();
  await expect(form.getByLabel('Room id')).toHaveValue('our room');
  await expect(form.getByLabel('Access token')).toHaveValue('');
  await page.getByLabel(/^Account of/).click();
  await page.getByRole('button', { name: 'Sign out' }).click();

  await page.goto('/sign-in');
  await page.getByText('With the password of the first administrator').click();
  await page.getByLabel('E-mail address').fill('ada@example.org');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(main.getByRole('alert')).toContainText('do not belong together');
  await expect(page.getByLabel('E-mail address')).toHaveValue('ada@example.org');
  await expect(page.getByLabel('Password')).toHaveValue('');
  await database.user.update({ where: ada, data: { isAdministrator: false } });
});

test('pages of people are stored nowhere, and run only the scripts that they name', async ({
  page,
  request,
}) => {
  const policies = [];
  for (const path of ['/sign-in', '/sign-in', '/setup/nothing']) {
    const headers = (await page.goto(path))?.headers() ?? {};
    expect(headers['cache-control']).toContain('no-store');
    policies.push(headers['content-security-policy']);
  }
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'nonce-[\w+/=]+' 'strict-dynamic';/);
  }
  expect(new Set(policies).size).toBe(policies.length);
  const publicPage = await request.get('/');
  expect(publicPage.headers()['content-security-policy']).not.toContain('nonce');
});

test('nobody becomes anything by the addresses that better-auth would have', async ({
  request,
  app,
}) => {
  for (const path of ['sign-up/email', 'update-user', 'change-password', 'link-social']) {
    const response = await request.post(`/api/auth/${path}`, {
      headers: { Origin: app.url },
      data: { email: 'x@example.org', password: 'brachiate velum otto 47', name: 'x' },
    });
    expect([404, 405]).toContain(response.status());
  }
});

test('the address of a client is that of its connection, whatever it says', async ({
  request,
  app,
  database,
}) => {
  await request.post('/sign-in/password', {
    headers: {
      Origin: app.url,
      'X-Forwarded-For': '203.0.113.9',
      'X-Tidemark-Client-Address': '203.0.113.9',
    },
    form: { email: 'spoof@example.org', password: 'x' },
    maxRedirects: 0,
  });
  const tried = await database.auditEntry.findFirstOrThrow({
    where: { target: 'address:spoof@example.org' },
  });
  expect(tried.detail).toMatchObject({ address: '127.0.0.1' });
});
