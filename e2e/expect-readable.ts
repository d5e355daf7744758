import { expect, type Page } from '@playwright/test';

import { findWithAxe } from './find-with-axe.ts';

/** Expects that axe finds nothing wrong on three widths, that nothing overflows, and that no value was lost on its way. */
export async function expectReadable(page: Page): Promise<void> {
  for (const width of [1440, 768, 390]) {
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
