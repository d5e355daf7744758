// Does a browser get the pages, and nothing that it should not?
import { createHmac } from 'node:crypto';
import { once } from 'node:events';

import { TEST_WEBHOOK_SECRET } from '#lib/testing/start-app.ts';

import { expect, test } from './app-test.ts';

test('the first page lists every port, and the browser has nothing to complain about', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('table').first()).toBeVisible();
  for (const name of ['Lumen', 'Drift', 'Fallow', 'Fresh']) {
    await expect(page.getByRole('link', { name }).first()).toBeVisible();
  }
});

test('what is pressed or chosen before the scripts have come is done once they have', async ({
  page,
}) => {
  const gate = new AbortController();
  const scripts = '**/_next/static/**/*.js';
  await page.route(scripts, async (route) => {
    if (!gate.signal.aborted) await once(gate.signal, 'abort');
    await route.continue();
  });
  const asked = page.waitForRequest(scripts);
  await page.goto('/ports/lumen/go1.22.0', { waitUntil: 'commit' });
  await page.getByLabel('Order').selectOption('most lines first');
  await page.getByRole('button', { name: 'Keys' }).click();
  await asked;
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page).toHaveURL(/go1\.22\.0$/);
  gate.abort();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page).toHaveURL(/sort=lines/);
  await expect(page.locator('select').filter({ hasText: 'most lines first' })).toHaveValue('lines');
});

test('every answer carries the headers that keep strangers out', async ({ request }) => {
  for (const path of ['/', '/api/v1/ports', '/no-such-page']) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect(headers['x-powered-by']).toBeUndefined();
  }
});

test('a page asks no other server for anything', async ({ page, app }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(app.url) && !url.startsWith('data:')) elsewhere.push(url);
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(elsewhere).toEqual([]);
});

test('an address with broken escapes names nothing, and a page or the API says so', async ({
  page,
  request,
}) => {
  expect((await page.goto('/ports/%E0%A4'))?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no port “%E0%A4”' })).toBeVisible();
  expect((await page.goto('/no-such-page/%'))?.status()).toBe(404);
  for (const path of [
    '/api/v1/ports/%E0%A4/rebases',
    '/api/v1/ports/lumen/rebases/%',
    '/api/%zz',
  ]) {
    const answer = await request.get(path);
    expect(answer.status()).toBe(404);
    expect(answer.headers()['content-type']).toBe('application/problem+json');
  }
});

test('a webhook that GitHub signed is taken whole up to 25 MB, and no larger one', async ({
  request,
}) => {
  const send = (bytes: number, id: string) => {
    const data = JSON.stringify({ repository: { full_name: 'a/b' }, padding: 'x'.repeat(bytes) });
    const digest = createHmac('sha256', TEST_WEBHOOK_SECRET).update(data).digest('hex');
    return request.post('/api/webhooks/github', {
      headers: {
        'Content-Type': 'application/json',
        'X-GitHub-Event': 'push',
        'X-GitHub-Delivery': id,
        'X-Hub-Signature-256': `sha256=${digest}`,
      },
      data,
    });
  };
  const taken = await send(20 * 1024 * 1024, 'large');
  expect([taken.status(), await taken.json()]).toEqual([202, { outcome: 'not polled here' }]);
  expect((await send(25 * 1024 * 1024, 'too-large')).status()).toBe(413);
});

test('what is chosen while the page is still being read is done as well', async ({ page }) => {
  await page.addInitScript(() => {
    const reading = new MutationObserver(() => {
      const list = [...document.querySelectorAll('select')].find(({ textContent }) =>
        textContent.includes('most lines first'),
      );
      if (list === undefined) return;
      reading.disconnect();
      list.value = 'lines';
      for (const kind of ['input', 'change']) {
        list.dispatchEvent(new Event(kind, { bubbles: true }));
      }
    });
    reading.observe(document, { childList: true, subtree: true });
  });
  await page.goto('/ports/lumen/go1.22.0');
  await expect(page).toHaveURL(/sort=lines/);
});
