// Can I trust what is shown when GitHub fails?
import { expect, test } from './app-test.ts';

test.use({ scene: 'poll-failed' });

test('the reason, the next try and the rate limit are said in sentences', async ({ page }) => {
  await page.goto('/status');
  await expect(page.getByText('GitHub answered 500 three times')).toBeVisible();
  await expect(
    page.getByText('GitHub says that the 60 requests of this hour are used up.'),
  ).toBeVisible();
  await expect(page.getByText('0 of 60 requests left')).toBeVisible();
});

test('what was stored is still shown, and each page says that something fails', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('row', { name: /Lumen/ })).toContainText('current');
  await expect(page.getByRole('banner').getByText('with failures')).toBeVisible();
});
