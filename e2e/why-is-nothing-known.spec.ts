// Why is nothing known of a port whose fork could not be looked at even once, and when is it tried again?
import { expect, readingTest as test } from './app-test.ts';

test.use({ scene: 'first-poll-failed' });

const why =
  'The first look at example/mute-go failed: the list of refs of example/mute-go was not had: there is no such repository, or it is private; not tried again before 14:05 UTC';

test('the overview says that it failed, why, and where the rest is, in place of numbers', async ({
  page,
}) => {
  await page.goto('/');
  const row = page.getByRole('row', { name: /Mute/ });
  await expect(row).toContainText('first look failed');
  await expect(row).toContainText(why);
  await expect(row).not.toContainText(/\byet\b|\b0\b/);
  await expect(row.getByRole('link', { name: 'status' })).toHaveAttribute('href', '/status');
  await expect(page.getByRole('row', { name: /Lumen/ })).toContainText('current');
});

test('its own pages and the comparison say the same', async ({ page }) => {
  for (const path of [
    '/ports/mute',
    '/ports/mute/forecast',
    '/ports/mute/backtest',
    '/ports/mute/compare',
    '/compare',
    '/ports/mute/go1.22.3',
  ]) {
    await page.goto(path);
    const told = page.getByRole('main').locator('p').filter({ hasText: why }).first();
    await expect(told, path).toBeVisible();
    await expect(told.getByRole('link', { name: 'status' }), path).toBeVisible();
  }
});

test('the port’s page has no number that nobody counted, and no “not yet”', async ({ page }) => {
  await page.goto('/ports/mute');
  const main = page.getByRole('main');
  await expect(main).toContainText('Not measured: the first look at example/mute-go failed');
  await expect(main.getByRole('link', { name: 'it failed' })).toHaveAttribute('href', '/status');
  await expect(
    main.getByRole('button', { name: 'The branches of the fork have never been listed.' }),
  ).toBeVisible();
  await expect(main).not.toContainText(/not yet|measured yet|found yet/);
});
