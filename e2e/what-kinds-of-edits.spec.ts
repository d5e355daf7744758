// What kinds of edits is the patch made of, release by release? On the recorded history of tamago.
import type { Page } from '@playwright/test';

import { expect, readingTest as test } from './app-test.ts';

test.use({ scene: 'shipped' });

const table = (page: Page) =>
  page.getByRole('region', { name: 'Patch by kind of edit and release, table' });

const numbersOf = async (page: Page, kind: string) => {
  const row = table(page).getByRole('row', { name: new RegExp(`^${kind} `) });
  const texts = await row.getByRole('cell').allInnerTexts();
  return texts.map((text) => Number(text.replaceAll(',', '')));
};

test('each release says how many files of each kind, and a release leads to its kinds', async ({
  page,
}) => {
  await page.goto('/ports/tamago');
  await expect(
    page.getByRole('heading', {
      name: /^The kind with the most files at go1\.26\.0 is constraint only: 90 of 367; new test grew the most/,
    }),
  ).toBeVisible();
  await expect(table(page).getByRole('columnheader')).toHaveCount(1 + 13);
  const kinds = await table(page).getByRole('rowheader').allInnerTexts();
  const newest = await Promise.all(
    kinds.map(async (kind) => (await numbersOf(page, kind)).at(-1) ?? NaN),
  );
  expect(kinds.at(-1)).toBe('all');
  expect(newest.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(367);
  await table(page).getByRole('link', { name: 'go1.26.0' }).click();
  await expect(page).toHaveURL(/\/ports\/tamago\/go1\.26\.0#kinds$/);
  const ofRebase = page.getByRole('region', { name: 'Kinds of edits, table' });
  await expect(ofRebase.getByRole('row', { name: /^constraint only/ })).toContainText('90');
});

test('files or lines is chosen by keyboard, stays in the URL, and is what the CSV has', async ({
  page,
  request,
}) => {
  await page.goto('/ports/tamago?releases=first');
  const choice = page.getByRole('navigation', { name: 'Kinds by' });
  await choice.getByRole('link', { name: 'Files' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/kinds=lines/);
  const figure = page.getByRole('figure', { name: /^The kind with the most lines at go1\.26\.0/ });
  await expect(figure).toBeVisible();
  const href = await figure.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const csv = (await (await request.get(href ?? '')).text()).trimEnd().split('\r\n');
  const [head = '', ...rows] = csv.map((line) => line.split(','));
  const place = head.indexOf('new-port-file');
  expect(rows.map((row) => Number(row[place]))).toEqual(await numbersOf(page, 'new port file'));
  expect((await numbersOf(page, 'all')).at(-1)).toBe(8605);
});

test('where a range has no first release, each of its releases is a column', async ({ page }) => {
  await page.goto('/ports/tamago?from=go1.25.1&to=go1.25.5');
  await expect(table(page).getByRole('columnheader')).toHaveCount(1 + 5);
  await expect(page.getByRole('heading', { name: /^The kind .* at go1\.25\.5/ })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Columns of kinds' })).toHaveCount(0);
});
