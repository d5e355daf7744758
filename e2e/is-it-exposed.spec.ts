// Is it exposed: to which CVEs, since when, and what must be followed to be rid of them?
import { expect, readingTest as test } from './app-test.ts';

test('a port says which CVEs its users are exposed to, since when, and what fixes them', async ({
  page,
}) => {
  await page.goto('/ports/drift');
  const lines = page.getByRole('region', { name: 'Release lines', exact: true });
  const row = lines.getByRole('row', { name: /go1\.22/ });
  await expect(row).toContainText('1 release since');
  await expect(row).toContainText('22 days');
  const cve = row.getByRole('link', { name: 'CVE-2026-11002' });
  await expect(cve).toHaveAttribute('href', 'https://www.cve.org/CVERecord?id=CVE-2026-11002');
  await expect(row.getByRole('link', { name: 'go1.22.3' }).first()).toHaveAttribute(
    'href',
    /\/golang\/go\/commit\/[0-9a-f]{40}$/,
  );
  await expect(row.locator('time')).toHaveText(/^\d{4}-\d{2}-\d{2}$/);
  await row.getByRole('link', { name: 'kept' }).click();
  await expect(page).toHaveURL(/\/method#line-kept$/);
});

test('a port that has followed everything is exposed to nothing that is known', async ({
  page,
}) => {
  await page.goto('/ports/lumen');
  const row = page
    .getByRole('region', { name: 'Release lines', exact: true })
    .getByRole('row', { name: /go1\.22/ });
  await expect(row).toContainText('none known');
});

test('what nobody has looked for, and what may apply to a line that ended, is never called none', async ({
  page,
}) => {
  await page.goto('/ports/fallow');
  const row = page.getByRole('row', { name: /go1\.20/ }).first();
  await expect(row).toContainText('CVE-2024-11001');
  await expect(row).toContainText('What go1.20.3 fixes has not been looked for');
  await expect(row).toContainText('may apply, which nobody has measured');
  await expect(row).not.toContainText('none known');
});

test('the ports that expose their users say so in the overview', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('row', { name: /Drift/ })).toContainText('2 CVEs since');
  await expect(page.getByRole('row', { name: /Lumen/ })).toContainText('none known');
});

test('the method says what counts as a fix, and what cannot be seen', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'CVEs' }).click();
  await expect(page).toHaveURL(/\/method#exposure$/);
  await expect(page.getByText('What this cannot see')).toBeVisible();
});
