// Can everyone read what is wrong: on any width, in both themes, with any assistive technology?
import { readingTest as test } from './app-test.ts';
import { expectReadable } from './expect-readable.ts';
import { pagesOfIncidents } from './pages.ts';

test.use({ scene: 'incidents' });

for (const path of pagesOfIncidents) {
  test(`${path}: axe finds nothing and nothing overflows`, async ({ page }) => {
    await page.goto(path);
    await expectReadable(page);
  });
}
