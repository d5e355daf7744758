// How large is the patch, where is it, and how did it grow? On the recorded history of tamago.
import { expect, readingTest as test } from './app-test.ts';
import { bringCharts } from './bring-charts.ts';
import { patchPanels } from './pages.ts';

test.use({ scene: 'shipped' });

test('the verdict comes first, in words and numbers', async ({ page }) => {
  await page.goto('/ports/tamago');
  await expect(page.getByText('+8,251 −354 in 367 files')).toBeVisible();
  await expect(page.getByText('951 lines in 223 upstream files')).toBeVisible();
});

test('the table has every rebase that is asked for, newest first, with the numbers of plain git', async ({
  page,
}) => {
  await page.goto('/ports/tamago');
  const rows = page.getByRole('region', { name: 'Rebases, table' }).getByRole('row');
  await expect(rows).toHaveCount(2 + 20);
  await expect(rows.nth(2)).toContainText('go1.26.0');
  // The steps have such a table too, closed.
  const extent = page.getByText('The newest 20 of 97 rebases, newest release first.');
  await expect(extent.filter({ visible: true })).toHaveCount(1);
  await page.getByRole('link', { name: 'Show all 97' }).click();
  await expect(page).toHaveURL(/\?rows=all$/);
  await expect(rows).toHaveCount(2 + 97);
  await expect(page.getByRole('link', { name: 'Show the newest 20' })).toBeVisible();
  const first = page.getByRole('row', { name: /^go1\.14 / });
  await expect(first).toContainText('133');
  await expect(first).toContainText('+4,349 −168');
});

test('what the chart says at a release is what the table says', async ({ page }) => {
  await page.goto('/ports/tamago?releases=first');
  await bringCharts(page);
  const panel = patchPanels(page).nth(1);
  await panel.focus();
  await page.keyboard.press('ArrowRight');
  const tooltip = page.getByRole('status').filter({ hasText: 'first release' });
  await expect(tooltip).toBeVisible();
  const said = await tooltip.innerText();
  const release = /go1\.[\d.]+/.exec(said)?.[0] ?? '';
  const row = page.getByRole('row', { name: new RegExp(`^${release.replaceAll('.', '\\.')} `) });
  const cells = await row.getByRole('cell').allInnerTexts();
  // Published, lag, then files, added and deleted, lines: of the patch, and of the touch surface.
  const [, , files, changed, lines, touchFiles, touchChanged, touchLines, ...classes] = cells;
  const rows = await tooltip.getByRole('row').allInnerTexts();
  expect(numbersOf(rows[1])).toEqual([files, touchFiles]);
  expect(numbersOf(rows[2])).toEqual([changed, touchChanged]);
  expect(numbersOf(rows[3])).toEqual([lines, touchLines]);
  expect(rows.slice(4).map((text) => numbersOf(text)?.toReversed().join(' / '))).toEqual(classes);
});

test('first releases and a subsystem narrow chart and table, and stay in the URL', async ({
  page,
}) => {
  await page.goto('/ports/tamago');
  await page.getByRole('link', { name: 'First releases 13' }).click();
  await expect(page).toHaveURL(/releases=first/);
  const rows = page.getByRole('region', { name: 'Rebases, table' }).getByRole('row');
  await expect(rows).toHaveCount(2 + 13);
  await page.getByRole('link', { name: 'go command', exact: true }).click();
  await expect(page).toHaveURL(/releases=first&subsystem=go-command/);
  await page.reload();
  await expect(
    page.getByRole('heading', { name: /^In go command, the port changes/ }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Rebases, go command only' })).toBeVisible();
  await expect(rows).toHaveCount(2 + 13);
});

test('a bar leads to its rebase', async ({ page }) => {
  await page.goto('/ports/tamago?releases=first');
  await bringCharts(page);
  const panel = patchPanels(page).first();
  const box = await panel.boundingBox();
  if (box === null) throw new Error('The chart is not drawn.');
  await page.mouse.move(box.x + box.width - 40, box.y + box.height / 2);
  await expect(page.getByRole('status').filter({ hasText: 'go1.26.0' })).toBeVisible();
  await page.mouse.down();
  await page.mouse.up();
  await expect(page).toHaveURL(/\/ports\/tamago\/go1\.26\.0$/);
});

test('recorded numbers say so, with date and copy', async ({ page }) => {
  for (const path of ['/', '/ports/tamago', '/ports/tamago/go1.26.0']) {
    await page.goto(path);
    await expect(
      page.getByText(/recorded on \d{4}-\d\d-\d\d from usbarmory\/tamago-go/),
    ).toBeVisible();
  }
});

/** The cells of a row without its heading. */
function numbersOf(text: string | undefined): readonly string[] | undefined {
  return text?.replace(/^[^\d+−]*/, '').split(/\s*\t\s*/);
}
