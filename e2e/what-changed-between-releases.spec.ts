// What came, went, grew and shrank between two releases of a port? On the recorded history of tamago.
import { expect, readingTest as test } from './app-test.ts';

test.use({ scene: 'shipped' });

test('the choice of releases, files and order is in the URL, and the CSV holds what is shown', async ({
  page,
  request,
}) => {
  await page.goto('/ports/tamago/go1.26.0');
  await page.getByRole('link', { name: 'Compare with go1.25.7' }).click();
  await expect(page).toHaveURL(/compare\?from=go1\.25\.7&to=go1\.26\.0$/);
  await page.getByRole('combobox', { name: 'From' }).selectOption('go1.22.0');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/from=go1\.22\.0&to=go1\.26\.0/);
  await expect(page.getByText(/^From go1\.22\.0 to go1\.26\.0 the patch grew by/)).toBeVisible();
  await expect(page.getByText(/^Recorded on /)).toBeVisible();

  await page.getByRole('combobox', { name: 'Files that' }).selectOption('came');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/change=came/);
  const table = page.getByRole('region', { name: 'Files that differ, table' });
  const names = await table.getByRole('rowheader').getByRole('link').allInnerTexts();
  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const csv = (await (await request.get(href ?? '')).text()).trimEnd().split('\r\n').slice(1);
  expect(csv.map((line) => line.split(',')[0])).toEqual(names);
  expect(names.length).toBeGreaterThan(10);
  const heading = await table.getByRole('rowheader', { name: /^Came/ }).innerText();
  expect(heading).toContain(`${names.length} files`);
});
