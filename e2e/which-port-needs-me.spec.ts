// Which port needs me now, and how are they doing?
import { expect, readingTest as test } from './app-test.ts';
import { tabTo } from './tab-to.ts';

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

test('a column sorts both ways by key, says which way, and stays in the URL with the state', async ({
  page,
}) => {
  await page.goto('/');
  const files = page.getByRole('columnheader', { name: 'Files patch' });
  const rows = page.getByRole('table').getByRole('row');
  const link = files.getByRole('link', { name: 'Files' });
  await tabTo(page, link);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?sort=files$/);
  await expect(files).toHaveAttribute('aria-sort', 'descending');
  await expect(rows.last()).toContainText('Fresh');
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?sort=files&order=asc$/);
  await expect(files).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows.last()).toContainText('Fresh');
  await expect(link).toBeFocused();
  await page.getByRole('link', { name: 'Behind 1' }).click();
  await expect(page).toHaveURL(/\?state=behind&sort=files&order=asc$/);
});

test('a text finds ports by fork, counts them, and says what to do when it finds none', async ({
  page,
}) => {
  await page.goto('/?sort=lag');
  const field = page.getByRole('searchbox', { name: 'Find ports' });
  await field.fill('example/DRIFT');
  await field.press('Enter');
  await expect(page).toHaveURL(/q=example%2FDRIFT/);
  await expect(page).toHaveURL(/sort=lag/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByText('1 of 4 ports')).toBeVisible();
  await page.goto('/?q=nobody');
  await expect(page.getByRole('heading', { name: 'No port matches “nobody”' })).toBeVisible();
  await page.getByRole('link', { name: 'Show all ports' }).click();
  await expect(page.getByRole('row')).toHaveCount(5);
});
