// Can everyone read a long history: on any width, in both themes, with any assistive technology?
import { readingTest as test } from './app-test.ts';
import { expectReadable } from './expect-readable.ts';

test.use({ scene: 'shipped' });

for (const path of [
  '/ports/tamago?releases=first',
  '/ports/tamago/forecast',
  '/ports/tamago/backtest',
]) {
  test(`${path}: axe finds nothing and nothing overflows`, async ({ page }) => {
    await page.goto(path);
    await expectReadable(page);
  });
}
