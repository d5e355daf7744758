import { expect, type Page } from '@playwright/test';

import { findWithAxe } from './find-with-axe.ts';

/**
 * Expects that axe finds nothing wrong on three widths and in both themes, that nothing overflows, and that no value was lost
 * on its way. What stands on a page is the same in both themes, so the dark one is looked at on the two widths at the ends.
 */
export async function expectReadable(page: Page): Promise<void> {
  for (const [colorScheme, widths] of [
    ['light', [1440, 768, 390]],
    ['dark', [390, 1440]],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      expect(await findWithAxe(page)).toEqual([]);
      const measured = await page.evaluate(() => ({
        overflow: document.documentElement.scrollWidth - window.innerWidth,
        text: document.body.innerText,
      }));
      expect(measured.overflow).toBeLessThanOrEqual(0);
      expect(measured.text).not.toMatch(/undefined|NaN|\[object|Invalid Date/);
    }
  }
}
