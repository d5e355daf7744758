// Can everyone read it: on any width, in both themes, with any assistive technology?
import { expect, test } from './app-test.ts';
import { findWithAxe } from './find-with-axe.ts';
import { pagesOfEveryKind, patchPanels } from './pages.ts';

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test.describe(`${viewport.width} wide`, () => {
    test.use({ viewport });

    for (const path of pagesOfEveryKind) {
      test(`${path}: axe finds nothing in either theme, nothing overflows or jumps`, async ({
        page,
      }) => {
        await page.addInitScript(watchLayoutShifts);
        await page.goto(path);
        // What Next answers with 404 out of a page is put up by its scripts.
        await expect(page.getByRole('main')).toBeVisible();
        if (/^\/ports\/lumen(\?|$)/.test(path)) {
          await expect(patchPanels(page).first()).toBeVisible();
        }
        expect(await findWithAxe(page)).toEqual([]);
        await page.emulateMedia({ colorScheme: 'dark' });
        expect(await findWithAxe(page, { coloursOnly: true })).toEqual([]);
        const measured = await page.evaluate(() => ({
          overflow: document.documentElement.scrollWidth - window.innerWidth,
          text: document.body.innerText,
          shift: Number(document.documentElement.dataset['layoutShift'] ?? 0),
        }));
        expect(measured.overflow).toBeLessThanOrEqual(0);
        expect(measured.text).not.toMatch(/undefined|NaN|\[object|Invalid Date/);
        expect(measured.shift).toBeLessThan(0.02);
      });
    }
  });
}

function watchLayoutShifts(): void {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('value' in entry && typeof entry.value === 'number') sum += entry.value;
    }
    document.documentElement.dataset['layoutShift'] = String(sum);
  }).observe({ type: 'layout-shift', buffered: true });
}
