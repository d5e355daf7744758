// Can everyone read what was rehearsed: on any width, in both themes, with any assistive technology?
import { expect, test } from './app-test.ts';
import { findWithAxe } from './find-with-axe.ts';

const scenes = {
  rehearsed: [
    '/ports/lumen',
    '/ports/lumen?churn=adaptation&columns=all',
    '/ports/lumen/forecast',
    '/ports/lumen/go1.22.0',
  ],
  shipped: ['/ports/tamago?releases=first', '/ports/tamago/forecast', '/ports/tamago/backtest'],
} as const;

for (const scene of ['rehearsed', 'shipped'] as const) {
  test.describe(scene, () => {
    test.use({ scene });

    for (const path of scenes[scene]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        test(`${path}, ${colorScheme}: axe finds nothing and nothing overflows`, async ({
          page,
        }) => {
          await page.emulateMedia({ colorScheme });
          await page.goto(path);
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
        });
      }
    }
  });
}
