// How is a number made? Every word with a dotted line leads to its definition.
import { expect, readingTest as test } from './app-test.ts';

test('each column heading leads to a definition that is there', async ({ page }) => {
  const wanted = new Set<string>();
  for (const path of ['/', '/ports/lumen', '/ports/lumen/go1.22.0', '/status']) {
    await page.goto(path);
    const hrefs = await page
      .locator('a[href^="/method#"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    for (const href of hrefs) wanted.add(href.replace('/method#', ''));
  }
  expect(wanted.size).toBeGreaterThan(8);
  await page.goto('/method');
  for (const id of wanted) await expect(page.locator(`[id="${id}"]`)).toHaveCount(1);
});

test('every kind and subsystem is defined, and the commands can be copied', async ({ page }) => {
  await page.goto('/method');
  await expect(page.getByText('constraint only', { exact: true })).toBeVisible();
  await expect(page.getByText('src/cmd/compile/**', { exact: false })).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Copy git diff -M --shortstat BASE HEAD' }),
  ).toBeVisible();
});
