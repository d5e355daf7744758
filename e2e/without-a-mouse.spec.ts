// Can everything be reached and read by keyboard alone?
import { expect, test } from './app-test.ts';
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
  await patchPanels(page).first().focus();
  const tooltip = page.getByRole('status').filter({ hasText: 'release' });
  await page.keyboard.press('ArrowRight');
  await expect(tooltip).toContainText('go1.20');
});
