// What did each rebase cost over the one before it? On the recorded history of tamago.
import type { Page } from '@playwright/test';

import { expect, readingTest as test } from './app-test.ts';
import { barsOf, bringCharts } from './bring-charts.ts';

test.use({ scene: 'shipped' });

test('the finding comes first, and the table has the numbers of plain git', async ({ page }) => {
  await page.goto('/ports/tamago');
  await expect(
    page.getByRole('heading', {
      name: '79 of 83 patch releases cost no adaptation; each new release line cost 11 to 301 lines',
    }),
  ).toBeVisible();
  const row = await openRow(page, 'go1.26.0');
  expect(await row.getByRole('cell').allInnerTexts()).toEqual([
    'go1.25.7',
    '5',
    '117',
    '1,964',
    '7,623',
  ]);
});

test('what the chart says at a release is what the table says', async ({ page }) => {
  await page.goto('/ports/tamago?releases=first');
  await bringCharts(page);
  const panel = page.locator('figure[aria-labelledby="effort"]').getByRole('application');
  await expect(panel).toHaveCount(4);
  await panel.nth(1).focus();
  await page.keyboard.press('ArrowRight');
  const tooltip = page.getByRole('status').filter({ hasText: 'from' });
  await expect(tooltip).toBeVisible();
  const release = /go1\.[\d.]+/.exec(await tooltip.innerText())?.[0] ?? '';
  const said = await tooltip.getByRole('definition').allInnerTexts();
  const row = await openRow(page, release);
  expect((await row.getByRole('cell').allInnerTexts()).slice(1)).toEqual(said);
  await panel.nth(1).focus();
  await page.keyboard.press('ArrowRight');
  await expect(tooltip).toBeVisible();
  const next = /go1\.[\d.]+/.exec(await tooltip.innerText())?.[0] ?? '';
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/ports/tamago/${next}`);
});

test('one subsystem alone, kept in the URL', async ({ page }) => {
  await page.goto('/ports/tamago?releases=first&subsystem=os');
  await expect(
    page.getByRole('heading', { name: 'Each new release line in os cost 0 to 119 lines' }),
  ).toBeVisible();
  const row = await openRow(page, 'go1.24.0');
  await expect(row.getByRole('cell').nth(2)).toHaveText('119');
});

test('a file that conflicts again and again leads to the step that met it', async ({
  page,
  request,
}) => {
  await page.goto('/ports/tamago?subsystem=go-command');
  const narrowed = page.getByRole('figure', { name: /^\d+ files? of go command of \d+ that ever/ });
  await expect(narrowed.getByRole('link', { name: 'CSV' })).toHaveAttribute(
    'href',
    '/api/v1/ports/tamago/conflicts.csv?subsystem=go-command',
  );
  await page.goto('/ports/tamago');
  const matrix = page.getByRole('region', { name: 'Files in conflict, by line, table' });
  const row = matrix.getByRole('row', { name: /^src\/go\/build\/syslist\.go/ });
  await expect(row).toContainText('6 of 14');
  await expect(row.getByText('no conflict')).toHaveCount(8);
  const figure = page.getByRole('figure', { name: /^\d+ files of \d+ that ever conflicted/ });
  const href = await figure.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const csv = (await (await request.get(href ?? '')).text()).trimEnd().split('\r\n').slice(1);
  const shown = (await matrix.locator('tbody tr').allInnerTexts()).map((text) => text.split('\t'));
  expect(csv.slice(0, shown.length).map((line) => line.split(',').slice(0, 2))).toEqual(
    shown.map((cells) => [cells[0], cells.at(-1)?.replace(/ of 14$/, '')]),
  );
  await expect(figure).toContainText(`The top ${shown.length} of ${csv.length} files.`);
  const conflict = row.getByRole('link').first();
  await figure.getByRole('button', { name: 'no conflict' }).hover();
  await expect(conflict).not.toHaveCSS('opacity', '1');
  await figure.getByRole('button', { name: '× conflict' }).hover();
  await expect(conflict).toHaveCSS('opacity', '1');
  await matrix.focus();
  await page.keyboard.press('Tab');
  await expect(row.getByRole('link').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/go1\.14/);
});

test('on a phone the matrix opens at the newest lines, with conflicts in sight beside their paths', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/ports/tamago');
  const matrix = page.getByRole('region', { name: 'Files in conflict, by line, table' });
  await matrix.scrollIntoViewIfNeeded();
  await expect(matrix.getByRole('columnheader', { name: '1.26' })).toBeInViewport();
  await expect(matrix.getByRole('columnheader', { name: '1.13' })).not.toBeInViewport();
  const path = await matrix
    .getByRole('rowheader', { name: 'src/net/error_posix.go' })
    .boundingBox();
  const conflict = await matrix
    .getByRole('link', { name: 'src/net/error_posix.go: conflict at go1.22.0' })
    .boundingBox();
  expect(path?.x).toBe(16);
  expect(conflict?.x).toBeGreaterThanOrEqual(16 + (path?.width ?? Infinity));
});

test('the step’s own page says what happened, what people did and what upstream had changed', async ({
  page,
}) => {
  await page.goto('/ports/tamago/go1.26.0');
  const step = page.getByRole('region', { name: 'From go1.25.7', exact: true });
  await expect(step.getByText('5 files in conflict')).toBeVisible();
  await expect(step.getByText('117 lines of adaptation')).toBeVisible();
  await expect(step.getByText(/^and 1,964 of own work/)).toBeVisible();
  const conflicts = step.getByRole('region', {
    name: 'Conflicts from go1.25.7 to go1.26.0, table',
  });
  await expect(conflicts.getByRole('row')).toHaveCount(1 + 5);
  const sums = step.getByRole('region', { name: 'Hand work by subsystem, table' });
  await expect(sums.getByRole('row', { name: /^all/ })).toContainText('117');
});

test('on a phone the charts have the newest 40 releases, and say so; each leads to its rebase', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/ports/tamago');
  await bringCharts(page);
  const figure = page.locator('figure[aria-labelledby="burden-finding"]');
  const said = figure.getByText('Drawn are the newest 40 of 97; the CSV has all.');
  await expect(said).toBeVisible();
  const files = figure.getByRole('application').nth(2);
  const count = async () => (await barsOf(files)).length;
  await expect.poll(count).toBe(40);
  const middles = (await barsOf(files)).map(({ x }) => x);
  const steps = middles.slice(1).map((x, index) => x - (middles[index] ?? x));
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(6);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(count).toBe(97);
  await expect(said).toBeHidden();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(count).toBe(40);
  const newest = (await barsOf(files)).at(-1);
  await files.click({ position: { x: newest?.x ?? 0, y: (newest?.bottom ?? 0) - 2 } });
  await expect(page).toHaveURL(/\/ports\/tamago\/go1\.26\.0$/);
});

test('a finger that taps a bar is told what it has met, and taps again to open it', async ({
  browser,
  app,
}) => {
  const context = await browser.newContext({
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await page.goto(`${app.url}/ports/tamago`);
  await bringCharts(page);
  const figure = page.locator('figure[aria-labelledby="burden-finding"]');
  const files = figure.getByRole('application').nth(2);
  await expect.poll(async () => (await barsOf(files)).length).toBe(40);
  const newest = (await barsOf(files)).at(-1);
  const position = { x: newest?.x ?? 0, y: (newest?.bottom ?? 0) - 2 };
  await files.tap({ position });
  await expect(figure.getByRole('status').getByText('go1.26.0')).toBeVisible();
  await expect(page).toHaveURL(`${app.url}/ports/tamago`);
  await files.tap({ position });
  await expect(page).toHaveURL(/\/ports\/tamago\/go1\.26\.0$/);
  await context.close();
});

test('printed before its charts are drawn a page has no empty frames, and of a folded table the newest rows', async ({
  browser,
  app,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${app.url}/ports/tamago`);
  const figure = page.locator('figure[aria-labelledby="effort"]');
  const room = figure.locator('[data-room="chart"]');
  await expect(room.getByText(/^The chart needs scripts/)).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(room.getByText(/^The chart was not drawn yet when this was printed/)).toBeVisible();
  expect((await room.boundingBox())?.height).toBeLessThan(50);
  const rows = figure.locator('tbody > tr').filter({ visible: true });
  await expect(rows).toHaveCount(20);
  const extent = figure.getByText('The newest 20 of 97 rebases, newest release first.');
  await expect(extent).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await figure.getByText('97 rebases as a table').click();
  await figure.getByRole('link', { name: 'Show all 97' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(rows).toHaveCount(97);
  await context.close();
});

/** The row of a release in the table under the panels. */
async function openRow(page: Page, release: string) {
  await page.getByText(/^\d+ rebases as a table$/).focus();
  await page.keyboard.press('Enter');
  return page
    .getByRole('region', { name: 'Effort, table' })
    .getByRole('row', { name: new RegExp(`^${release.replaceAll('.', '\\.')} `) });
}
