// Can everyone read what was rehearsed: on any width, in both themes, with any assistive technology?
import { test } from './app-test.ts';
import { expectReadable } from './expect-readable.ts';

test.use({ scene: 'rehearsed' });

for (const colorScheme of ['light', 'dark'] as const) {
  for (const path of [
    '/ports/lumen',
    '/ports/lumen?churn=adaptation&columns=all',
    '/ports/lumen/forecast',
    '/ports/lumen/go1.22.0',
  ]) {
    test(`${path}, ${colorScheme}: axe finds nothing and nothing overflows`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expectReadable(page);
    });
  }
}
