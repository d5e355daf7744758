// What will break when the port follows upstream's next releases, and since when is it known?
import { expect, readingTest as test } from './app-test.ts';
import { tabTo } from './tab-to.ts';

test.use({ scene: 'rehearsed' });

test('the overview says of a port what will conflict, and leads to its forecast', async ({
  page,
}) => {
  await page.goto('/');
  const row = page.getByRole('row', { name: /Lumen/ });
  await row.getByRole('link', { name: 'go1.23 tip: 2 files' }).click();
  await expect(page).toHaveURL(/\/ports\/lumen\/forecast$/);
});

test('the port’s page leads with what is ahead, and leads there', async ({ page }) => {
  await page.goto('/ports/lumen');
  await expect(page.getByText(/^Next: go1\.23 tip of \d{4}-\d\d-\d\d$/)).toBeVisible();
  await expect(page.getByText('2 of 30 files will conflict')).toBeVisible();
  await expect(page.getByText('a newer try failed: Git ran out of time.')).toBeVisible();
  await expect(page.getByText('go1.23rc1: all 30 files apply')).toBeVisible();
  const link = page.getByRole('link', { name: 'what is ahead', exact: true });
  await tabTo(page, link);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ports\/lumen\/forecast$/);
});

test('each target has one verdict, tip first; what has been followed is none', async ({ page }) => {
  await page.goto('/ports/lumen/forecast');
  await expect(page.getByText(/^Measured /)).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    'go1.23 tip: 2 files will conflict, 28 apply',
    'go1.23rc1: all 30 files apply',
    'How the forecast of go1.22.3 grew',
  ]);
});

test('a try that failed replaces no result, and says why it failed', async ({ page }) => {
  await page.goto('/ports/lumen/forecast');
  const section = page.getByRole('region', { name: /^go1\.23 tip/ });
  await expect(section.getByText(/A newer rehearsal, onto .*, failed/)).toContainText(
    'Git ran out of time. It is tried again',
  );
});

test('each conflict names its culprit, and when the file conflicted last', async ({ page }) => {
  await page.goto('/ports/lumen/forecast');
  const table = page.getByRole('region', {
    name: 'Conflicts of go1.22.3 with go1.23 tip, table',
  });
  const row = table.getByRole('row', { name: /src\/runtime\/proc\.go/ });
  await expect(row.getByRole('link', { name: 'CL 123456' })).toHaveAttribute(
    'href',
    'https://go-review.googlesource.com/c/go/+/123456',
  );
  await expect(row.getByRole('link', { name: 'go1.22.0' })).toHaveAttribute(
    'href',
    '/ports/lumen/go1.22.0#transition',
  );
  await expect(
    table
      .getByRole('row', { name: /src\/net\/sock_posix\.go/ })
      .getByRole('button', { name: 'No commit explains it.' })
      .first(),
  ).toBeVisible();
});

test('what may need work without a conflict, and the commands, open by keyboard', async ({
  page,
}) => {
  await page.goto('/ports/lumen/forecast');
  await tabTo(page, page.getByText('1 file may need work without a conflict'));
  await page.keyboard.press('Enter');
  await expect(page.getByText('src/os/new_js.go')).toBeVisible();
  const section = page.getByRole('region', { name: /^go1\.23 tip/ });
  await tabTo(page, section.getByText('Rehearse it in your own clone'));
  await page.keyboard.press('Enter');
  await expect(section.getByText(/merge-tree --write-tree/)).toBeVisible();
});
