// What does a new install, that has fetched nothing yet, know of a conflict?
import { expect, readingTest as test } from './app-test.ts';

test.use({ scene: 'shipped' });

test('what needs the mirror says so, and everything else is there', async ({ page }) => {
  await page.goto('/ports/tamago/conflicts/go1.25.7/go1.26.0/src/runtime/malloc.go');
  await expect(page.getByRole('main').getByRole('status')).toContainText(
    'which this installation has not fetched',
  );
  await expect(page.getByRole('region', { name: 'Upstream changed' })).toContainText(
    '136 days before go1.26.0',
  );
  await expect(page.getByRole('region', { name: 'What the port did' })).toContainText(
    'The time before: On go1.25.0',
  );
  await expect(page.getByText(/^git show \$\(head -1 merged\)/).first()).toBeVisible();
});

test('it is judged as of the day of its recording, whatever has become of it since', async ({
  page,
}) => {
  await page.goto('/ports/tamago');
  const main = page.getByRole('main');
  await expect(main.getByText('On 2026-02-23', { exact: true })).toBeVisible();
  await expect(main.getByText('Current with go1.26.0')).toBeVisible();
  await expect(main.getByText('Now', { exact: true })).toHaveCount(0);
  await page.getByText('12 lines that upstream supports no longer').click();
  // From 2025-09-03 to that day.
  await expect(page.getByRole('row', { name: /^go1\.24 ended/ })).toContainText('173 days');
});
