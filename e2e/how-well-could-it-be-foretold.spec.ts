// How well could past conflicts have been foretold? On the recorded history of tamago.
import { expect, readingTest as test } from './app-test.ts';
import { tabTo } from './tab-to.ts';

test.use({ scene: 'shipped' });

test('the verdict says what was named, in vain, and how long before', async ({ page }) => {
  await page.goto('/ports/tamago/backtest');
  await expect(page.getByText(/^Recorded on \d{4}-\d\d-\d\d\.$/)).toBeVisible();
  await expect(page.getByText('381 of 390 conflicts named')).toBeVisible();
  await expect(page.getByText('387 of 390 conflicts named')).toBeVisible();
  await expect(page.getByText('137 days before, half of them')).toBeVisible();
  const score = page.getByRole('region', { name: 'Score of the forecasts, table' });
  const row = score.getByRole('row', { name: /^the first pre-release/ });
  await expect(row.getByRole('cell').nth(2)).toHaveText('381');
});

test('the other way of dating is one key away, and stays in the URL', async ({ page }) => {
  await page.goto('/ports/tamago/backtest');
  await tabTo(page, page.getByRole('link', { name: 'When the fork published it' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/dating=publication/);
  await expect(page.getByText('379 of 390 conflicts named')).toBeVisible();
});

test('every pre-release says what it foretold and what came, on any width', async ({ page }) => {
  await page.goto('/ports/tamago/backtest');
  const table = page.getByRole('region', { name: 'Backtest, table' });
  const row = table.getByRole('row', { name: /^go1\.26rc1/ });
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await row.scrollIntoViewIfNeeded();
    await expect(row.getByText('go1.25.5').filter({ visible: true })).toBeInViewport();
    const numbers = row.locator('td.num:visible');
    await expect(numbers.last()).toHaveText('5');
    await expect(numbers.last()).toBeInViewport();
  }
});

test('silent risks have a score of their own, each rule by itself too', async ({ page }) => {
  await page.goto('/ports/tamago/backtest');
  const table = page.getByRole('region', { name: 'Score of the silent risks, table' });
  await expect(
    table
      .getByRole('row', { name: /^all rules 34/ })
      .getByRole('cell')
      .nth(1),
  ).toHaveText('33');
  await expect(table.getByRole('row', { name: /^the rule/ })).toHaveCount(3);
});

test('what is ahead now comes with the recording, and leads the port’s page', async ({ page }) => {
  await page.goto('/ports/tamago');
  await expect(page.getByText('1 of 367 files will conflict')).toBeVisible();
  await page.getByRole('link', { name: 'what is ahead', exact: true }).click();
  await expect(
    page.getByRole('heading', { name: 'go1.27 tip: 1 file will conflict, 366 apply' }),
  ).toBeVisible();
});
