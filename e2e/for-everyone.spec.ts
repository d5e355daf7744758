// Can everyone read it: on any width, in both themes, with any assistive technology?
import type { Page } from '@playwright/test';

import { expect, readingTest as test } from './app-test.ts';
import { findWithAxe } from './find-with-axe.ts';
import { readLayoutShift, watchLayoutShifts } from './layout-shift.ts';
import { pagesOfEveryKind, patchPanels } from './pages.ts';

for (const path of pagesOfEveryKind) {
  test(`${path}: axe finds nothing in either theme, nothing overflows or jumps`, async ({
    page,
  }) => {
    await page.goto(path);
    await expectSteady(page, path);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findWithAxe(page, { coloursOnly: true })).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await expectSteady(page, path);
  });
}

async function expectSteady(page: Page, path: string): Promise<void> {
  // What Next answers with 404 out of a page is put up by its scripts.
  await expect(page.getByRole('main')).toBeVisible();
  await watchLayoutShifts(page);
  if (/^\/ports\/lumen(\?|$)/.test(path)) await expect(patchPanels(page).first()).toBeVisible();
  expect(await findWithAxe(page)).toEqual([]);
  const measured = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    text: document.body.innerText,
  }));
  expect(measured.overflow).toBeLessThanOrEqual(0);
  expect(measured.text).not.toMatch(/undefined|NaN|\[object|Invalid Date/);
  expect(await readLayoutShift(page)).toBeLessThan(0.02);
}
