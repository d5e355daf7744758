import { expect, type Page } from '@playwright/test';

/** Draws every chart of a page as a reader does who scrolls down it, and goes back to its top: charts are drawn when they are near. */
export async function bringCharts(page: Page): Promise<void> {
  const isDrawn = (): Promise<boolean> =>
    page.evaluate(() => {
      const room = document.querySelector('[data-room="chart"]');
      room?.scrollIntoView({ block: 'center', behavior: 'instant' });
      return room === null;
    });
  await expect.poll(isDrawn, { intervals: [50] }).toBe(true);
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
}
