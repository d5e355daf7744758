// Does the page look as I like it, from the first paint on, every time?
import type { Page } from '@playwright/test';

import { expect, test } from './app-test.ts';

const white = 'rgb(255, 255, 255)';
const nearBlack = 'rgb(11, 13, 16)';

function groundOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

test('the system’s theme holds until the reader chooses', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  expect(await groundOf(page)).toBe(nearBlack);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await groundOf(page)).toBe(white);
});

test('a choice lasts, and the server sends it with the page', async ({ page, request }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  await page.getByRole('button', { name: /^Theme: system/ }).click();
  await page.getByRole('button', { name: /^Theme: light/ }).click();
  await expect(page.getByRole('button', { name: /^Theme: dark/ })).toBeVisible();
  expect(await groundOf(page)).toBe(nearBlack);
  await page.goto('/ports/lumen');
  expect(await groundOf(page)).toBe(nearBlack);
  const html = await (await request.get('/', { headers: { Cookie: 'theme=dark' } })).text();
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);
  const plain = await (await request.get('/', { headers: { Cookie: 'theme=nonsense' } })).text();
  expect(plain).not.toMatch(/<html[^>]* data-theme=/);
});
