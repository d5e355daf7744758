// Does a browser get the pages, and nothing that it should not?
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
