// Can everyone read what was rehearsed: on any width, in both themes, with any assistive technology?
import { readingTest as test } from './app-test.ts';
import { expectReadable } from './expect-readable.ts';

test.use({ scene: 'rehearsed' });

for (const path of [
  '/ports/lumen',
  '/ports/lumen?churn=adaptation&columns=all',
  '/ports/lumen/forecast',
  '/ports/lumen/go1.22.0',
  '/ports/lumen/go1.22.0/files/src/runtime/proc.go',
  '/ports/lumen/go1.22.0/files/src/runtime/proc.go?view=sides',
  '/ports/lumen/conflicts/go1.22.3/tip/src/runtime/proc.go',
  '/ports/lumen/conflicts/go1.21.2/go1.22.0/src/runtime/proc.go',
  '/ports/lumen/conflicts/go1.21.2/go1.22.0/src/runtime/proc.go?view=sides',
]) {
  test(`${path}: axe finds nothing and nothing overflows`, async ({ page }) => {
    await page.goto(path);
    await expectReadable(page);
  });
}
