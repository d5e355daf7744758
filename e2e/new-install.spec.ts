// What does a new install tell someone who has done nothing yet?
import { expect, test } from './app-test.ts';

test.use({ scene: 'empty' });

test('without ports the first page says what to do', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'No port is known yet' })).toBeVisible();
  await expect(page.getByText('prisma/ports.json')).toBeVisible();
});

test('the status page says that nothing has happened, not that something failed', async ({
  page,
}) => {
  await page.goto('/status');
  await expect(page.getByText('Nothing to measure yet')).toBeVisible();
  await expect(page.getByText('No worker yet')).toBeVisible();
});
