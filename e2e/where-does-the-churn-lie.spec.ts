// Where does the churn lie, subsystem by subsystem, release by release? On the recorded history of tamago.
import type { Locator, Page } from '@playwright/test';

import { expect, readingTest as test } from './app-test.ts';

test.use({ scene: 'shipped' });

const table = (page: Page) =>
  page.getByRole('region', { name: 'Churn by subsystem and release, table' });

test('first releases come first, with the numbers of plain git', async ({ page }) => {
  await page.goto('/ports/tamago');
  await expect(
    page.getByRole('heading', {
      name: 'At go1.26.0 the largest part of the patch is in syscall: 3,133 of 8,605 lines; runtime grew the most since go1.14 (+1,457)',
    }),
  ).toBeVisible();
  await expect(table(page).getByRole('columnheader')).toHaveCount(1 + 13);
  const last = (name: string) =>
    table(page)
      .getByRole('row', { name: new RegExp(`^${name} `) })
      .getByRole('cell')
      .last();
  await expect(last('runtime')).toHaveText('2,499');
  await expect(last('crypto')).toHaveText('320');
  await expect(last('all')).toHaveText('8,605');
});

test('what is counted is chosen by keyboard, stays in the URL, and adds up over the steps', async ({
  page,
}) => {
  await page.goto('/ports/tamago?releases=first');
  const choice = page.getByRole('navigation', { name: 'Churn of' });
  await choice.getByRole('link', { name: 'Patch' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(choice.getByRole('link', { name: 'Adaptation' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/churn=adaptation/);
  await expect(
    page.getByRole('heading', {
      name: 'Over 13 steps the most adaptation was in os: 287 of 1,310 lines',
    }),
  ).toBeVisible();
  const numbers = await table(page)
    .getByRole('row', { name: /^os / })
    .getByRole('cell')
    .allInnerTexts();
  const values = numbers.map((text) => Number(text.replaceAll(',', '')));
  expect(values.at(-1)).toBe(287);
  expect(values.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(287);
});

test('what is not measured is a dash with its reason, never 0', async ({ page }) => {
  await page.goto('/ports/tamago?churn=adaptation&columns=all');
  await expect(table(page).getByRole('columnheader')).toHaveCount(1 + 97 + 1);
  const first = table(page).getByRole('row', { name: /^os / }).getByRole('cell').first();
  await expect(first).toHaveText('–not measured');
  await expect(
    table(page)
      .getByRole('row', { name: /^all / })
      .getByRole('button', { name: 'It is the first rebase: there is none before it.' }),
  ).toHaveCount(1);
});

test('with columns enough to scroll, the newest is in sight and the names stay', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/ports/tamago');
  await table(page).scrollIntoViewIfNeeded();
  await expect(table(page).getByRole('link', { name: 'go1.26.0' })).toBeInViewport();
  await expect(table(page).getByRole('link', { name: 'go1.14' })).not.toBeInViewport();
  await expect(table(page).getByRole('rowheader', { name: 'runtime' })).toBeInViewport();
});

/** How much the edges of a box are shaded. */
function readShades(box: Locator): Promise<string[]> {
  return box.evaluate(({ parentElement: edges }) =>
    ['::before', '::after'].map((side) => {
      const { content, opacity } = getComputedStyle(edges ?? document.body, side);
      return content === 'none' ? 'none' : opacity;
    }),
  );
}

test('what scrolls sideways is shaded at the edge beyond which it goes on, and no longer at its end', async ({
  browser,
  app,
}) => {
  // The rule that takes motion its duration must not take the shades theirs.
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${app.url}/ports/tamago`);
  // On a phone it waits until it is near, or the browser has nothing else to do.
  await expect(table(page)).toHaveCSS('content-visibility', 'visible');
  // On the side of its pinned column a line stands for the shade.
  await expect.poll(() => readShades(table(page))).toEqual(['none', '0']);
  await table(page).evaluate((box) => box.scrollTo({ left: -100 }));
  await expect.poll(() => readShades(table(page))).toEqual(['none', '1']);
  const choices = page.getByRole('navigation', { name: 'Subsystem' });
  await expect.poll(() => readShades(choices)).toEqual(['0', '1']);
  await choices.evaluate((box) => box.scrollTo({ left: 100 }));
  await expect.poll(() => readShades(choices)).toEqual(['1', '1']);
  await choices.evaluate((box) => box.scrollTo({ left: box.scrollWidth }));
  await expect.poll(() => readShades(choices)).toEqual(['1', '0']);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => readShades(table(page))).toEqual(['none', 'none']);
  await page.emulateMedia({ media: 'screen' });
  await expect.poll(() => readShades(table(page))).toEqual(['none', '1']);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(() => readShades(table(page))).toEqual(['none', 'none']);
  // What is chosen is in sight from the beginning.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${app.url}/ports/tamago?subsystem=outside-source`);
  await choices.scrollIntoViewIfNeeded();
  await expect(choices.getByRole('link', { name: 'outside source' })).toBeInViewport();
  await expect(choices.getByRole('link', { name: 'All subsystems' })).not.toBeInViewport();
  await context.close();
});

test('the CSV holds what is shown', async ({ page, request }) => {
  await page.goto('/ports/tamago?releases=first&churn=pressure');
  const section = page.getByRole('figure', { name: /^Over 13 steps the most pressure/ });
  const href = await section.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const csv = (await (await request.get(href ?? '')).text()).trimEnd().split('\r\n');
  const [head = '', ...rows] = csv.map((line) => line.split(','));
  const place = head.indexOf('runtime');
  const shown = await table(page)
    .getByRole('row', { name: /^runtime / })
    .getByRole('cell')
    .allInnerTexts();
  expect(rows.map((row) => row[place])).toEqual(
    shown.slice(0, -1).map((text) => text.replaceAll(',', '')),
  );
});
