// Can everything be reached and read by keyboard alone?
import { expect, readingTest as test } from './app-test.ts';
import { bringCharts } from './bring-charts.ts';
import { goListening } from './go-listening.ts';
import { patchPanels } from './pages.ts';
import { tabTo } from './tab-to.ts';

test('from the first page to a file of a rebase without a mouse', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);

  const port = page.getByRole('link', { name: 'Lumen lumen' });
  await tabTo(page, port);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ports\/lumen$/);

  const rebase = page.getByRole('link', { name: 'go1.22.3', exact: true });
  await tabTo(page, rebase);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ports\/lumen\/go1\.22\.3$/);

  await tabTo(page, page.getByLabel('Search paths'));
  await page.keyboard.type('proc');
  await expect(page.getByText('1 of 30 files', { exact: true })).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: 'src/runtime/proc.go', exact: true }));
});

test('what has the focus is seen to have it', async ({ page }) => {
  await page.goto('/ports/lumen');
  for (let index = 0; index < 12; index += 1) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(
        document.activeElement ?? document.body,
      );
      return { outlineStyle, outlineWidth };
    });
    expect(outline.outlineStyle).not.toBe('none');
    expect(parseFloat(outline.outlineWidth)).toBeGreaterThanOrEqual(1);
  }
});

test('the chart is read with the arrow keys', async ({ page }) => {
  await page.goto('/ports/lumen');
  await bringCharts(page);
  await patchPanels(page).first().focus();
  const tooltip = page.getByRole('status').filter({ hasText: 'release' });
  await page.keyboard.press('ArrowRight');
  await expect(tooltip).toContainText('go1.20');
});

for (const path of [
  '/compare',
  '/ports/lumen/compare',
  '/ports/lumen/badges',
  '/ports/lumen/go1.22.0',
  '/ports/lumen/go1.22.0/files/src/runtime/proc.go',
  '/search?q=go1.22',
  '/api',
]) {
  test(`${path}: Tab reaches every control in the order of the page, and each is seen to have the focus`, async ({
    page,
  }) => {
    await goListening(page, path);
    const controls = await page.evaluate(() => {
      const all = document.querySelectorAll<HTMLElement | SVGElement>(
        'a[href], button, input, select, summary, [tabindex="0"]',
      );
      const shown = [...all].filter((each) => each.checkVisibility({ visibilityProperty: true }));
      for (const [index, each] of shown.entries()) each.dataset['order'] = String(index);
      return shown.length;
    });
    const reached: (string | undefined)[] = [];
    while (reached.length < controls) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate(() => {
          const { activeElement: active } = document;
          if (active === document.body) return undefined;
          if (!(active instanceof HTMLElement || active instanceof SVGElement)) return undefined;
          const { outlineStyle, outlineWidth } = getComputedStyle(active);
          const isSeen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
          return isSeen ? active.dataset['order'] : `${active.outerHTML} is not seen`;
        }),
      );
    }
    expect(reached).toEqual(Array.from({ length: controls }, (_, index) => String(index)));
  });
}

test('a port is compared with another, and two of its releases, by keys alone', async ({
  page,
}) => {
  await page.goto('/compare?ports=lumen');
  await tabTo(page, page.getByRole('link', { name: 'Drift', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/ports=lumen,drift$/);
  await page.goto('/ports/lumen/compare?from=go1.21.0&to=go1.22.0');
  await tabTo(page, page.getByLabel('From'));
  await page.keyboard.type('go1.20.1');
  await tabTo(page, page.getByRole('button', { name: 'Compare' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/from=go1\.20\.1/);
});
