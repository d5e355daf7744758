// How much of a page has moved without anybody asking: https://web.dev/articles/cls
import type { Page } from '@playwright/test';

/** Begins with what the page as it stands has moved already; a new address ends it. */
export function watchLayoutShifts(page: Page): Promise<void> {
  return page.evaluate(() => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ('value' in entry && typeof entry.value === 'number') sum += entry.value;
      }
      document.documentElement.dataset['layoutShift'] = String(sum);
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** The sum so far, in the unit of Cumulative Layout Shift. */
export function readLayoutShift(page: Page): Promise<number> {
  return page.evaluate(() => Number(document.documentElement.dataset['layoutShift'] ?? 0));
}
