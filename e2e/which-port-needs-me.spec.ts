// Which port needs me now, and how are they doing?
import { expect, test } from './app-test.ts';

test('ports that need a person come first, each with its state in words', async ({ page }) => {
  await page.goto('/');
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.nth(1)).toContainText('Fallow');
  await expect(rows.nth(1)).toContainText('abandoned');
  await expect(rows.nth(2)).toContainText('Drift');
  await expect(rows.nth(2)).toContainText('behind');
  await expect(rows.nth(2)).toContainText('go1.22.3 for 22 days');
  await expect(rows.nth(3)).toContainText('not measured yet');
  await expect(rows.nth(4)).toContainText('current');
});

test('a port without numbers says why, and shows neither 0 nor nothing', async ({ page }) => {
  await page.goto('/');
  const fresh = page.getByRole('row', { name: /Fresh/ });
  await expect(fresh).toContainText('It waits for its turn to be measured.');
});

test('the state filter counts, narrows, and stays in the URL', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Behind 1' }).click();
  await expect(page).toHaveURL(/\?state=behind$/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.reload();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('link', { name: 'Behind 1' })).toHaveAttribute(
    'aria-current',
    'true',
  );
});

test('a port and its rebase are one click away', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Lumen lumen' }).click();
  await expect(page).toHaveURL(/\/ports\/lumen$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Lumen');
});
