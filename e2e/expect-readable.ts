import { expect, type Page } from '@playwright/test';

import { findWithAxe } from './find-with-axe.ts';

/**
 * Expects that axe finds nothing wrong on the widest and the narrowest screen, nor with the colours of the other theme, that
 * nothing overflows on those or between them, and that no value was lost on its way.
 */
export async function expectReadable(page: Page): Promise<void> {
  for (const width of [390, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    if (width !== 768) expect(await findWithAxe(page)).toEqual([]);
    const measured = await page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - window.innerWidth,
      text: document.body.innerText,
    }));
    expect(measured.overflow).toBeLessThanOrEqual(0);
    expect(measured.text).not.toMatch(/undefined|NaN|\[object|Invalid Date/);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await findWithAxe(page, { coloursOnly: true })).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}
