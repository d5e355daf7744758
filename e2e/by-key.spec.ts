// Is everything a key away, and found by what somebody types?
import type { Route } from '@playwright/test';

import { expect, readingTest, test } from './app-test.ts';
import { expectReadable } from './expect-readable.ts';
import { findWithAxe } from './find-with-axe.ts';
import { goListening, untilListening } from './go-listening.ts';

test('j and k go through the rows of a table, and Enter opens one', async ({ page }) => {
  await goListening(page, '/');
  const rowLink = (index: number) =>
    page.getByRole('table').getByRole('row').nth(index).getByRole('link').first();
  await page.keyboard.press('j');
  await expect(rowLink(1)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(rowLink(2)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(rowLink(2)).not.toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ports\/fallow$/);
  await page.goBack();
  await expect(rowLink(1)).toBeFocused();
});

test('Enter opens the rebase of a row, not what a word in it means', async ({ page }) => {
  await goListening(page, '/ports/lumen');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ports\/lumen\/go1\.\d+/);
});

test('past the last row j goes on into the next table, and k back', async ({ page }) => {
  await goListening(page, '/ports/lumen/go1.22.0');
  const table = (name: string) => page.getByRole('region', { name });
  const rows = table('Subsystems')
    .getByRole('row')
    .filter({ has: page.getByRole('link') });
  const last = rows.last().getByRole('link').first();
  await last.focus();
  await page.keyboard.press('j');
  const next = table('Kinds of edits').getByRole('row').nth(1).getByRole('link').first();
  await expect(next).toBeFocused();
  await page.keyboard.press('k');
  await expect(last).toBeFocused();
});

test('j passes over the rows of a table that is folded', async ({ page }) => {
  await goListening(page, '/ports/lumen');
  expect(await page.locator('main details:not([open]) tbody a[href]').count()).toBeGreaterThan(0);
  const focused = page.getByRole('region', { name: 'Rebases, table' }).locator(':focus');
  for (let pressed = 0; pressed < 60 && (await focused.count()) === 0; pressed += 1) {
    await page.keyboard.press('j');
  }
  await expect(focused).toHaveCount(1);
});

test('two keys lead to a section, but not while somebody types or holds Ctrl', async ({ page }) => {
  await goListening(page, '/');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/\/status$/);
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/:\d+\/$/);
  const field = page.getByRole('searchbox', { name: 'Search everything' });
  await field.focus();
  await page.keyboard.type('ga?j/');
  await expect(field).toHaveValue('ga?j/');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await field.blur();
  await page.keyboard.press('Control+j');
  await expect(page).toHaveURL(/:\d+\/$/);
});

test('the keys of a page are listed, can be turned off, and stay so', async ({ page }) => {
  await goListening(page, '/method');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys of this page' });
  await expect(dialog).toContainText('Go to the alerts');
  expect(await findWithAxe(page)).toEqual([]);
  await dialog.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.reload();
  // The hint of a key goes once the page knows that they are off.
  await expect(page.locator('header kbd')).toHaveCount(0);
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Keys' }).click();
  await expect(dialog.getByRole('checkbox')).not.toBeChecked();
  await dialog.getByRole('checkbox').check();
});

test('results come while one types, and are chosen with the arrow keys', async ({ page }) => {
  await goListening(page, '/method');
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search everything' });
  await expect(field).toBeFocused();
  await page.keyboard.type('go1.22');
  const options = page.getByRole('option');
  await expect(options.first()).toContainText('go1.22');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  expect(await findWithAxe(page)).toEqual([]);
  await field.fill('nowhere to be found');
  await expect(page.getByText('Nothing is found for “nowhere to be found”.')).toBeVisible();
  await field.fill('lumen1.22.3');
  await expect(options).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ports\/lumen\/go1\.22\.3$/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what is typed before the search is there is not lost', async ({ page }) => {
  await goListening(page, '/method');
  const held: Route[] = [];
  let isHeld = true;
  await page.route('**/*.js', async (route) => {
    if (isHeld) held.push(route);
    else await route.continue();
  });
  const asked = page.waitForRequest('**/*.js');
  await page.keyboard.type('/gpo1');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await asked;
  isHeld = false;
  await Promise.all(held.map((route) => route.continue()));
  const field = page.getByRole('combobox', { name: 'Search everything' });
  await expect(field).toBeFocused();
  await page.keyboard.type('1.22');
  await expect(field).toHaveValue('gp1.22');
  await expect(page).toHaveURL(/\/method$/);
});

test('a search that fails says so', async ({ page }) => {
  await page.goto('/method');
  await page.route('**/search/results*', (route) => route.fulfill({ status: 200, body: '{}' }));
  await untilListening(page);
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search everything' }).fill('lumen');
  await expect(page.getByRole('alert').filter({ hasText: 'could not be asked' })).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the search is a form', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('src/runtime/proc');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/search\?q=/);
    await expect(page.getByRole('link', { name: 'src/runtime/proc.go' })).toHaveAttribute(
      'href',
      '/ports/lumen/go1.22.3/files/src/runtime/proc.go',
    );
  });

  test('a search that finds much of a kind leads to the rest of it, and back', async ({ page }) => {
    await page.goto('/search?q=src');
    const files = page.getByRole('region', { name: /^Files/ }).getByRole('row');
    const found = await files.count();
    const more = page.getByRole('link', { name: /^\d+ more$/ }).last();
    const rest = Number.parseInt(await more.innerText(), 10);
    await more.click();
    await expect(page).toHaveURL(/of=files$/);
    expect(await files.count()).toBe(found + rest);
    await expect(page.getByRole('link', { name: /^\d+ more$/ })).toHaveCount(0);
  });
});

test('ports are compared on one scale, and what cannot be is said', async ({ page, request }) => {
  await page.goto('/compare?ports=nobody');
  await expect(page.getByText('There is no port “nobody”: choose from those')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'There is nothing to compare' })).toBeVisible();
  await page.goto('/compare?ports=lumen,nobody&metric=files');
  await expect(page.getByText('There is no port “nobody”: choose from those')).toBeVisible();
  await expect(page.getByText('Lumen alone is drawn: choose another above')).toBeVisible();
  await expect(page.getByText(/^Measured /)).toBeVisible();
  await page.getByRole('link', { name: 'Fresh', exact: true }).click();
  await expect(page.getByText('Of Fresh nothing of this is measured yet')).toBeVisible();
  await expect(page.getByText('Lumen alone is drawn: choose another above')).toBeVisible();
  await page.goto('/compare?ports=lumen,nobody&metric=files');
  await page.getByRole('link', { name: 'Drift', exact: true }).click();
  await expect(page).toHaveURL(/ports=lumen,drift&metric=files$/);
  await expect(page.getByRole('application', { name: /^(Lumen|Drift): from / })).toHaveCount(2);
  const table = page.getByRole('region', { name: 'Ports compared, table' });
  await expect(table).toContainText('Drift');

  const panel = page.getByRole('application', { name: /^Drift: from / });
  await panel.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(panel.getByRole('status')).toHaveText(/^go1\.22\.2 \d+ files$/);
  await page.keyboard.press('ArrowLeft');
  await expect(panel.getByRole('status')).toHaveText(/^go1\.22\.1 /);
  const behind = panel.locator('path.behind');
  const before = await behind.evaluate((line) => getComputedStyle(line).stroke);
  await page.getByRole('button', { name: 'Lumen' }).hover();
  expect(await behind.evaluate((line) => getComputedStyle(line).stroke)).not.toBe(before);

  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const csv = (await (await request.get(href ?? '')).text()).trimEnd().split('\r\n').slice(1);
  const rows = (await table.getByRole('row').allInnerTexts()).slice(1);
  expect(csv.map((line) => [line.split(',')[1], line.split(',')[3]])).toEqual(
    rows.map((text) => text.split(/\s+/).slice(0, 2)),
  );
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ports\/drift\/go1\.22\.1$/);
});

for (const path of [
  '/search?q=go1.22',
  '/search',
  '/ports/lumen/compare',
  '/ports/lumen/compare?from=go1.99&to=go1.22.0',
  '/compare?metric=lag',
]) {
  readingTest(`${path}: axe finds nothing and nothing overflows`, async ({ page }) => {
    await page.goto(path);
    await expectReadable(page);
  });
}
