// Can everyone read it: on any width, in both themes, with any assistive technology?
import { expect, readingTest as test } from './app-test.ts';
import { expectReadable } from './expect-readable.ts';
import { readLayoutShift, watchLayoutShifts } from './layout-shift.ts';
import { pagesOfEveryKind } from './pages.ts';

for (const path of pagesOfEveryKind) {
  test(`${path}: axe finds nothing in either theme, nothing overflows or jumps`, async ({
    page,
  }) => {
    await expectReadable(page, {
      async arrive() {
        await page.goto(path);
        await watchLayoutShifts(page);
      },
      async leave() {
        expect(await readLayoutShift(page)).toBeLessThan(0.02);
      },
    });
  });
}
