// How far is what takes long?
import { expect, test } from './app-test.ts';
import { readLayoutShift, watchLayoutShifts } from './layout-shift.ts';

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

test('every page says what is being done, and fills in when something new is measured', async ({
  page,
  database,
}) => {
  await database.progress.updateMany({ data: { updatedAt: new Date() } });
  await page.goto('/ports/fresh/go1.22.3');
  await expect(page.getByText('It waits for its turn to be measured.')).toBeVisible();
  await watchLayoutShifts(page);
  await expect(page.getByRole('banner').getByText('Fetching golang/go: Receiving')).toBeVisible();
  const main = page.getByRole('main');
  await expect(main.getByRole('progressbar', { name: 'Measuring fresh' })).toBeVisible();
  expect(await readLayoutShift(page)).toBeLessThan(0.02);
  const reason = 'Upstream took its tag away.';
  await database.revision.updateMany({ data: { unmeasuredReason: reason, seenAt: new Date() } });
  await expect(main.getByText(reason)).toBeVisible();
  await expect(page.getByText('New measurements are shown.')).toBeAttached();
  await database.revision.updateMany({ data: { unmeasuredReason: null } });
  await database.progress.updateMany({ data: { updatedAt: new Date(0) } });
  await expect(main.getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByRole('banner').getByText('polled')).toBeVisible();
  await database.progress.updateMany({ data: { updatedAt: new Date() } });
});
