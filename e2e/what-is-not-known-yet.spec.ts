// What is not known yet of a port that has only been measured, and what does it need?
import { expect, readingTest as test } from './app-test.ts';

test('where nothing ahead is rehearsed the port’s standing comes first, and the pages say what is missing', async ({
  page,
}) => {
  await page.goto('/ports/lumen');
  await expect(page.getByText('Nothing ahead is rehearsed yet')).toBeVisible();
  await expect(page.getByText(/are rehearsed after its rebases are measured/)).toBeVisible();
  await expect(
    page.getByRole('heading', { name: 'No step from one rebase to the next is measured yet' }),
  ).toBeVisible();
  await page.goto('/ports/lumen/forecast');
  await expect(
    page.getByRole('heading', { name: 'Nothing is ahead of it that has been rehearsed' }),
  ).toBeVisible();
  await page.goto('/ports/lumen/backtest');
  await expect(page.getByRole('heading', { name: 'There is no past to test on' })).toBeVisible();
});

test('where alerts have looked at nothing yet, no page says that nothing is wrong', async ({
  page,
}) => {
  await page.goto('/alerts');
  await expect(page.getByRole('heading', { name: 'What is wrong is not known yet' })).toBeVisible();
  // The app of a test does not poll.
  await expect(page.getByText(/polling is off: start the program without POLL=off/)).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Drift' }).click();
  await expect(page).toHaveURL(/\/ports\/drift\/forecast$/);
});
