// Can everyone read a long history: on any width, in both themes, with any assistive technology?
import { test } from './app-test.ts';
import { expectReadable } from './expect-readable.ts';

test.use({ scene: 'shipped' });

for (const colorScheme of ['light', 'dark'] as const) {
  for (const path of [
    '/ports/tamago?releases=first',
    '/ports/tamago/forecast',
    '/ports/tamago/backtest',
  ]) {
    test(`${path}, ${colorScheme}: axe finds nothing and nothing overflows`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expectReadable(page);
    });
  }
}
