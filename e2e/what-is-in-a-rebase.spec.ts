// What kind of edits is one rebase made of, and which files?
import type { Page } from '@playwright/test';

import { expect, test } from './app-test.ts';
import { readLayoutShift, watchLayoutShifts } from './layout-shift.ts';

test.use({ scene: 'shipped' });

const rebase = '/ports/tamago/go1.14';

test('base and head lead to GitHub, and the numbers are those of plain git', async ({ page }) => {
  await page.goto(rebase);
  await expect(page.getByText('+4,349 −168 in 133 files')).toBeVisible();
  await expect(page.getByRole('link', { name: '20a838ab9417' })).toHaveAttribute(
    'href',
    'https://github.com/golang/go/commit/20a838ab94178c55bc4dc23ddc332fce8545a493',
  );
  await expect(page.getByRole('link', { name: '2a2234a551e9' })).toHaveAttribute(
    'href',
    /^https:\/\/github\.com\/usbarmory\/tamago-go\/commit\/2a2234a551e9/,
  );
});

test('kinds are counted and explained, and lead to their files', async ({ page }) => {
  await page.goto(rebase);
  const kinds = page.getByRole('region', { name: 'Kinds of edits, table' });
  await expect(kinds.getByRole('row', { name: /constraint only/ })).toContainText('57');
  await kinds.getByRole('link', { name: 'constraint only' }).click();
  await expect(page).toHaveURL(/\?kind=constraint-only/);
  await expect(page.getByText('57 of 133 files')).toBeVisible();
});

test('each table of sums comes as CSV, with the numbers of the page', async ({ page, request }) => {
  await page.goto(rebase);
  for (const [place, label] of [
    ['Where: by subsystem', 'Subsystems, table'],
    ['What kind of edits', 'Kinds of edits, table'],
    ['Where which kind of edit', 'Files by directory and kind, table'],
  ] as const) {
    const section = page.getByRole('region', { name: place, exact: true });
    const href = await section.getByRole('link', { name: 'CSV' }).getAttribute('href');
    const csv = (await (await request.get(href ?? '')).text()).trimEnd().split('\r\n');
    const column = csv[0]?.split(',').findIndex((name) => name === 'files' || name === 'all');
    const rows = section.getByRole('region', { name: label }).locator('tbody tr');
    // Of directories the page has those with most files alone, and a row for the others.
    const shown = (await rows.allInnerTexts()).slice(0, 12).map((text) => text.split('\t'));
    expect(shown.length).toBeGreaterThan(4);
    expect(
      csv.slice(1, shown.length + 1).map((line) => line.split(',')[column ?? NaN]),
      label,
    ).toEqual(
      shown.map((cells) =>
        (label.startsWith('Files')
          ? cells.at(-1)
          : cells.find((each) => /^\d+$/.test(each))
        )?.trim(),
      ),
    );
  }
});

test('a cell of directories by kinds counts the files that it leads to', async ({ page }) => {
  await page.goto(rebase);
  const heat = page.getByRole('region', { name: 'Files by directory and kind, table' });
  await expect(heat.getByRole('row', { name: /^src\/net / })).toContainText('24');
  await expect(heat.getByRole('row', { name: /^all / })).toContainText('133');
  const cell = heat.getByRole('link', { name: /: constraint only, in src\/net$/ });
  const count = await cell.innerText();
  await cell.click();
  await expect(page).toHaveURL(/\?directory=src%2Fnet&kind=constraint-only/);
  await expect(page.getByText(`${count} of 133 files`, { exact: true })).toBeVisible();
});

test('search, filters and order narrow the files at once and stay in the URL', async ({ page }) => {
  await page.goto(rebase);
  const rows = page.getByRole('region', { name: 'Files of the patch, table' }).getByRole('row');
  const count = page.getByText('133 files', { exact: true });
  await expect(count).toBeVisible();
  await page.getByLabel('Search paths').fill('nacl');
  await page.getByLabel('Order').selectOption('most copied first');
  await expect(rows.nth(1)).toContainText('src/syscall/');
  await expect(page).toHaveURL(/q=nacl/);
  await expect(page).toHaveURL(/sort=copied/);
  const shown = await rows.allInnerTexts();
  await page.reload();
  await expect(rows).toHaveCount(shown.length);
  expect(await rows.allInnerTexts()).toEqual(shown);
  await page.getByLabel('Search paths').fill('no such file');
  await expect(page.getByText('No file fits.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(count).toBeVisible();
});

test('a copied file says from where, though upstream has deleted it since', async ({ page }) => {
  await page.goto(`${rebase}?q=net_tamago`);
  const row = page.getByRole('row', { name: /src\/syscall\/net_tamago\.go/ });
  await expect(row).toContainText('99 % of src/syscall/net_nacl.go in go1.13');
  await expect(row.getByRole('link', { name: 'src/syscall/net_nacl.go' })).toHaveAttribute(
    'href',
    'https://github.com/golang/go/blob/go1.13/src/syscall/net_nacl.go',
  );
});

test('a changed file leads to both sides', async ({ page }) => {
  await page.goto(`${rebase}?q=src/go/build/syslist.go`);
  const files = page.getByRole('region', { name: 'Files of the patch, table' });
  const row = files.getByRole('row', { name: /syslist\.go/ });
  await expect(row.getByRole('link', { name: 'src/go/build/syslist.go at head' })).toHaveAttribute(
    'href',
    /usbarmory\/tamago-go\/blob\/2a2234a551e9\w+\/src\/go\/build\/syslist\.go$/,
  );
  await expect(row.getByRole('link', { name: 'src/go/build/syslist.go at base' })).toHaveAttribute(
    'href',
    /golang\/go\/blob\/20a838ab9417\w+\/src\/go\/build\/syslist\.go$/,
  );
});

test('the command that makes the numbers again can be copied, with what git must answer', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(rebase);
  await expect(
    page.getByText('133 files changed, 4349 insertions(+), 168 deletions(-)'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Copy the command: Patch', exact: true }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^git diff -M --shortstat 20a838ab\w{32} 2a2234a5\w{32}$/);
});

test('the neighbours in release order are one click away', async ({ page }) => {
  await page.goto(rebase);
  await page.getByRole('link', { name: 'go1.14.1' }).first().click();
  await expect(page).toHaveURL(/go1\.14\.1$/);
});

const large = '/ports/tamago/go1.26.0';

function largeRows(page: Page) {
  return page.getByRole('region', { name: 'Files of the patch, table' }).locator('tbody tr:has(a)');
}

test('of a large patch the rows in sight are drawn, and all of them where that is asked for or printed', async ({
  page,
}) => {
  await page.goto(large);
  const files = page.getByRole('region', { name: 'Files of the patch, table' });
  await expect(files.getByRole('table')).toHaveAttribute('aria-rowcount', '368');
  await watchLayoutShifts(page);
  await page.locator('#files').scrollIntoViewIfNeeded();
  await expect(page.locator('tr[data-index]').first()).toBeAttached();
  // The page grows a little as rows turn out higher than they were taken for.
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect(files.locator('tr[aria-rowindex="368"]')).toBeAttached({ timeout: 1000 });
  }).toPass();
  expect(await largeRows(page).count()).toBeLessThan(100);
  expect(await readLayoutShift(page)).toBeLessThan(0.02);
  await page.emulateMedia({ media: 'print' });
  await expect(largeRows(page)).toHaveCount(367);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: 'show all 367' }).click();
  await expect(page).toHaveURL(/\?rows=all/);
  await expect(largeRows(page)).toHaveCount(367);
});

test('keys go on through rows that were not drawn, open one, and find it again on the way back', async ({
  page,
}) => {
  await page.goto(large);
  await page.getByLabel('Search paths').focus();
  await expect(page.locator('tr[data-index]').first()).toBeVisible();
  await page.getByLabel('Search paths').blur();
  await page.locator('#files').evaluate((heading) => heading.scrollIntoView());
  for (let presses = 0; presses < 70; presses += 1) await page.keyboard.press('j');
  const row = page.locator('tr[aria-rowindex="71"]');
  const link = row.getByRole('link').first();
  await expect(link).toBeFocused();
  await page.mouse.move(700, 450);
  await page.mouse.wheel(0, 8000);
  await expect(row).not.toBeInViewport();
  await expect(link).toBeFocused();
  await link.scrollIntoViewIfNeeded();
  const path = await link.innerText();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/files\//);
  await page.goBack();
  await expect(page.getByRole('link', { name: path, exact: true })).toBeInViewport();
});

for (const place of ['files', 'redo']) {
  test(`on a phone, a link to #${place} leads there, and stays there while the rows of a large patch come`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${large}#${place}`);
    await expect(page.locator('tr[data-index]').first()).toBeAttached();
    const top = () => page.locator(`#${place}`).evaluate((it) => it.getBoundingClientRect().top);
    // As far below the window's edge as any place that is led to.
    await expect.poll(top).toBeGreaterThan(40);
    await expect.poll(top).toBeLessThan(90);
  });
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the first rows of a large patch are there, and a link leads to all', async ({ page }) => {
    await page.goto(large);
    await expect(largeRows(page)).toHaveCount(25);
    await page.getByRole('link', { name: 'show all 367' }).click();
    await expect(page).toHaveURL(/\?rows=all/);
    await expect(largeRows(page)).toHaveCount(367);
  });
});
