// Can a chart be narrowed, read by its legend, and taken elsewhere as numbers and as a picture? On the recorded history of tamago.
import { readFile } from 'node:fs/promises';

import type { Locator, Page } from '@playwright/test';

import { expect, readingTest as test } from './app-test.ts';
import { bringCharts } from './bring-charts.ts';
import { readLayoutShift, watchLayoutShifts } from './layout-shift.ts';
import { patchPanels } from './pages.ts';
import { tabTo } from './tab-to.ts';

test.use({ scene: 'shipped' });

const burden = (page: Page) => page.locator('figure[aria-labelledby="burden-finding"]');
const releasesOf = (page: Page) =>
  page
    .getByRole('region', { name: 'Rebases, table' })
    .getByRole('rowheader')
    .getByRole('link')
    .allInnerTexts();

test('a range applies to the whole page, is in the address, and goes back and forward', async ({
  page,
}) => {
  await page.goto('/ports/tamago?from=go1.25.0&releases=first');
  await page.getByRole('link', { name: 'Since go1.21.0' }).click();
  await expect(page).toHaveURL(/\?from=go1\.21\.0&releases=first$/);
  await expect(
    page.getByRole('heading', { name: /^From go1\.21\.0 on, each new release line cost/ }),
  ).toBeVisible();
  const form = page.getByRole('form', { name: 'Range of releases' });
  await form.getByRole('combobox', { name: 'to' }).selectOption('go1.24.0');
  await form.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/\?from=go1\.21\.0&to=go1\.24\.0&releases=first$/);

  const lines = ['go1.24.0', 'go1.23.0', 'go1.22.0', 'go1.21.0'];
  await expect(
    page.getByRole('heading', { name: 'Rebases from go1.21.0 to go1.24.0' }),
  ).toBeVisible();
  expect(await releasesOf(page)).toEqual(lines);
  await expect(
    page.getByRole('heading', { name: /at go1\.24\.0, up from .* at go1\.21\.0/ }),
  ).toBeVisible();
  await expect(
    page.getByRole('heading', {
      name: /^From go1\.21\.0 to go1\.24\.0, \d+ files of \d+ that ever conflicted/,
    }),
  ).toBeVisible();
  await expect(
    page
      .getByRole('region', { name: 'Churn by subsystem and release, table' })
      .getByRole('columnheader'),
  ).toHaveCount(1 + lines.length);
  await expect(
    page
      .getByRole('region', { name: 'Files in conflict, by line, table' })
      .getByRole('columnheader'),
  ).toHaveCount(1 + lines.length + 1);

  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Rebases from go1.21.0 on' })).toBeVisible();
  await expect(form.getByRole('combobox', { name: 'to' })).toHaveValue('');
  await page.goForward();
  await expect(form.getByRole('combobox', { name: 'to' })).toHaveValue('go1.24.0');
});

test('a range that cannot be is said in one sentence, and something sensible is shown', async ({
  page,
}) => {
  await page.goto('/ports/tamago?from=go1.25.0&to=go1.24.99&releases=first');
  await expect(
    page.getByText(
      'There is no rebase on go1.24.99, and the range went backwards, from go1.25.0 to go1.24.99: go1.25.0 alone is shown.',
    ),
  ).toBeVisible();
  expect(await releasesOf(page)).toEqual(['go1.25.0']);
  await page.goto('/ports/tamago?from=go1.25.1&to=go1.25.3&releases=first');
  await expect(
    page.getByRole('heading', { name: 'There is no first release from go1.25.1 to go1.25.3' }),
  ).toBeVisible();
});

test('a chart comes as CSV, SVG and PNG that say what the page says', async ({ page, request }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/ports/tamago?from=go1.23.0&rows=all');
  await bringCharts(page);
  await expect(patchPanels(page)).toHaveCount(3);
  const href = await burden(page).getByRole('link', { name: 'CSV' }).getAttribute('href');
  const csv = (await (await request.get(href ?? '')).text()).trimEnd().split('\r\n');
  const [head = [], ...rows] = csv.map((line) => line.split(','));
  const table = page.getByRole('region', { name: 'Rebases, table' }).getByRole('row');
  const shown = (await table.allInnerTexts()).slice(2).map((text) => text.split(/\s*\t\s*/));
  const column = (name: string) => rows.map((row) => row[head.indexOf(name)]).toReversed();
  expect(column('release')).toEqual(shown.map(([release]) => release));
  expect(column('files')).toEqual(shown.map((cells) => cells[3]));
  expect(column('touchFiles')).toEqual(shown.map((cells) => cells[6]));

  const svg = (await download(page, burden(page), 'SVG', 'tamago-burden.svg')).toString('utf8');
  expect(svg).not.toMatch(/var\(--|currentColor|<script|class=/);
  const title = await burden(page).getByRole('heading').innerText();
  const read = await page.evaluate((text) => {
    const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      root: picture.documentElement.localName,
      ground: picture.querySelector('rect')?.getAttribute('fill'),
      bars: [...picture.querySelectorAll('svg svg path')].flatMap(
        (path) => path.getAttribute('d')?.match(/M/g) ?? [],
      ).length,
      texts: [...picture.querySelectorAll('text')].map((each) => each.textContent),
    };
  }, svg);
  expect(read).toMatchObject({ root: 'svg', ground: 'rgb(11, 13, 16)' });
  expect(read.bars).toBeGreaterThan(rows.length * 3);
  expect(read.texts.join(' ')).toContain(title);
  expect(read.texts).toEqual(
    expect.arrayContaining(['syscall', 'patch, lines', 'files', 'go1.26']),
  );

  const churn = page.getByRole('figure', { name: /largest part of the patch/ });
  const png = await download(page, churn, 'PNG', 'tamago-churn.png');
  expect(png.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
  const plot = await churn.getByRole('table').boundingBox();
  expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(2 * (plot?.width ?? NaN));
  expect(png.length).toBeGreaterThan(20_000);
});

test('the legend and the range are used by keyboard alone, and nothing moves', async ({ page }) => {
  await page.goto('/ports/tamago?from=go1.24.0');
  await bringCharts(page);
  await expect(patchPanels(page)).toHaveCount(3);
  await watchLayoutShifts(page);
  const entry = burden(page).getByRole('button', { name: 'syscall' });
  await tabTo(page, entry);
  expect(await paleBars(page)).toBeGreaterThan(0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Space');
  await expect(entry).toHaveAttribute('aria-pressed', 'true');
  await tabTo(page, burden(page).getByRole('application').first());
  expect(await paleBars(page)).toBeGreaterThan(0);
  await page.keyboard.press('Shift+Tab');
  await entry.focus();
  await page.keyboard.press('Escape');
  await expect(entry).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Tab');
  expect(await readLayoutShift(page)).toBeLessThan(0.02);

  const from = page.getByRole('combobox', { name: 'From' });
  await from.focus();
  await page.keyboard.type('go1.25.0');
  await tabTo(page, page.getByRole('button', { name: 'Show' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?from=go1\.25\.0$/);
  await expect(page.getByRole('heading', { name: 'Rebases from go1.25.0 on' })).toBeVisible();
});

/** Bars of other series than the one that is pointed at. */
function paleBars(page: Page): Promise<number> {
  return burden(page)
    .locator('path.series')
    .evaluateAll(
      (bars) => bars.filter((bar) => Number(getComputedStyle(bar).opacity) < 0.5).length,
    );
}

async function download(page: Page, figure: Locator, form: string, name: string): Promise<Buffer> {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    figure.getByRole('button', { name: form }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe(name);
  return readFile(await saved.path());
}
