// Can everyone read what is wrong: on any width, in both themes, with any assistive technology?
import { test } from './app-test.ts';
import { expectReadable } from './expect-readable.ts';
import { pagesOfIncidents } from './pages.ts';

test.use({ scene: 'incidents' });

for (const colorScheme of ['light', 'dark'] as const) {
  for (const path of pagesOfIncidents) {
    test(`${path}, ${colorScheme}: axe finds nothing and nothing overflows`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expectReadable(page);
    });
  }
}
