// How far is what takes long?
import { expect, test } from './app-test.ts';

test.use({ scene: 'measuring' });

test('a clone and a measurement show how far they are, and grow without a reload', async ({
  page,
  database,
}) => {
  await page.goto('/status');
  await expect(page.getByRole('progressbar', { name: /Fetching golang\/go/ })).toBeVisible();
  await expect(page.getByText('12 of 97 rebases')).toBeVisible();
  await database.progress.update({
    where: { id: 'measure:fresh' },
    data: { done: 13n, updatedAt: new Date() },
  });
  await expect(page.getByText('13 of 97 rebases')).toBeVisible();
  await database.progress.update({
    where: { id: 'measure:fresh' },
    data: { done: 12n, updatedAt: new Date() },
  });
});
