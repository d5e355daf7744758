import { expect, type Locator, type Page } from '@playwright/test';

/** Draws every chart of a page as a reader does who scrolls down it, and goes back to its top: charts and long tables are drawn when they are near. */
export async function bringCharts(page: Page): Promise<void> {
  const isDrawn = (): Promise<boolean> =>
    page.evaluate(() => {
      const room = document.querySelector('[data-room="chart"]');
      room?.scrollIntoView({ block: 'center', behavior: 'instant' });
      return room === null;
    });
  await expect.poll(isDrawn, { intervals: [50] }).toBe(true);
  await page.evaluate(() => {
    // What waits for it on a phone comes by itself too, seconds later.
    for (const table of document.querySelectorAll<HTMLElement>('.comes-near')) {
      table.style.contentVisibility = 'visible';
    }
    window.scrollTo({ top: 0, behavior: 'instant' });
  });
}

export interface DrawnBar {
  /** Its middle, in CSS pixels of its panel. */
  readonly x: number;
  readonly width: number;
  readonly bottom: number;
}

/** Those of the lowest series of a panel or a chart, from left to right: each is a part of one of two paths. */
export function barsOf(chart: Locator): Promise<readonly DrawnBar[]> {
  return chart
    .locator('[data-bars]')
    .first()
    .locator('path')
    .evaluateAll((paths) =>
      paths
        .flatMap((path) => {
          const parts = path.getAttribute('d')?.match(/M[^M]+/g) ?? [];
          return parts.map((part) => {
            const [left = NaN, top = NaN, width = NaN, height = NaN] =
              part.match(/-?[\d.]+/g)?.map(Number) ?? [];
            return { x: left + width / 2, width, bottom: top + height };
          });
        })
        .toSorted((a, b) => a.x - b.x),
    );
}
