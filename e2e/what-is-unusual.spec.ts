// What must I know before I trust a number? And what when the address is wrong?
import { expect, readingTest as test } from './app-test.ts';

test('a rebase that cannot be measured says why, and shows no number', async ({ page }) => {
  await page.goto('/ports/lumen/go1.21.9');
  await expect(page.getByRole('heading', { name: 'Not measured' })).toBeVisible();
  await expect(page.getByText('Upstream has no tag go1.21.9')).toBeVisible();
  await page.goto('/ports/lumen');
  await expect(page.getByRole('row', { name: /go1\.21\.9/ })).toContainText(
    'Not measured: Upstream has no tag go1.21.9',
  );
});

test('a head that does not descend from its base is flagged', async ({ page }) => {
  await page.goto('/ports/lumen/go1.20.3');
  await expect(page.getByText('Its head does not descend from its base.')).toBeVisible();
});

test('a branch that is gone, and one that moved, are told', async ({ page }) => {
  await page.goto('/ports/lumen/go1.21.1');
  await expect(page.getByText('found gone from the fork')).toBeVisible();
  await page.goto('/ports/lumen/go1.22.0');
  await expect(page.getByText('Earlier heads')).toBeVisible();
});

test('a file whose lines were not counted says why, by mouse and by keyboard', async ({ page }) => {
  await page.goto('/ports/lumen/go1.20?q=image.bin');
  const why = page.getByRole('button', { name: /larger than the mirror keeps/ }).first();
  await why.focus();
  await expect(
    page.getByText('Its content is larger than the mirror keeps (1 GiB).').first(),
  ).toBeVisible();
});

test('awkward paths are shown as they are, and lead where they should', async ({ page }) => {
  await page.goto('/ports/lumen/go1.20');
  // Its patch, and the file on GitHub.
  for (const name of ['.go', '.go at head']) {
    const link = page.getByRole('link', {
      name: `src/net/with space & "quotes" <b>${name}`,
      exact: true,
    });
    await expect(link).toHaveAttribute('href', /with%20space%20%26%20%22quotes%22%20%3Cb%3E\.go$/);
  }
  await expect(page.getByText('"src/net/caf\\351_test.go"')).toBeVisible();
});

test('go1.21 and go1.21.0 are one release', async ({ page }) => {
  await page.goto('/ports/lumen/go1.21');
  await expect(page).toHaveURL(/\/go1\.21\.0$/);
});

test('an unknown release is a 404 that names those nearest to it', async ({ page }) => {
  const response = await page.goto('/ports/lumen/go1.21.5');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: /no rebase on “go1.21.5”/ })).toBeVisible();
  await page.getByRole('link', { name: 'go1.21.2' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('go1.21.2');
});

test('an unknown port is a 404 that lists the ports', async ({ page }) => {
  for (const path of ['/ports/nope', '/ports/nope/go1.21.0', '/ports/%3Cscript%3E']) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('link', { name: 'lumen', exact: true })).toBeVisible();
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  for (const [path, title] of [
    ['/ports/nope', 'There is no port “nope”'],
    ['/ports/lumen/go1.21.5', 'Lumen has no rebase on “go1.21.5”'],
    ['/ports/lumen/go1.21.0/files/nope.go', /does not change “nope.go”/],
    ['/ports/lumen/go1.21.9/files/README.md', 'Lumen on go1.21.9 is not measured'],
    ['/alerts/01ARZ3NDEKTSV4RRFFQ69G5FAV', 'There is no such page'],
  ] as const) {
    test(`${path} is a 404 that says so all the same, and is for no search engine`, async ({
      page,
    }) => {
      const response = await page.goto(path);
      expect(response?.status()).toBe(404);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex');
    });
  }
});

test('a sign-in that failed for a reason that there is not has failed all the same', async ({
  page,
}) => {
  await page.goto('/sign-in?error=__proto__');
  await expect(page.getByText('Nobody was signed in: begin again.')).toBeVisible();
});

test('any other address is a 404 with a way back', async ({ page }) => {
  const response = await page.goto('/nowhere');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('link', { name: 'All ports' })).toBeVisible();
});

for (const path of [
  '/?state=zzz',
  '/alerts?kind=zzz',
  '/compare?metric=zzz',
  '/ports/lumen?subsystem=zzz',
  '/ports/lumen/compare?from=go1.21.0&to=go1.22.0&change=zzz',
  '/ports/lumen/backtest?dating=zzz',
]) {
  test(`${path} says that what it asks for is no choice`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByText(/^In the address \w+ cannot be “zzz”: it counts as/)).toBeVisible();
  });
}
