// What does a new install not know yet, and what does it need? On the recorded history of tamago, before any poll.
import { expect, test } from './app-test.ts';

test.use({ scene: 'shipped' });

test('nothing can be foretold before a first poll, and the pages say so', async ({ page }) => {
  await page.goto('/ports/tamago');
  await expect(page.getByText('Nothing ahead is rehearsed yet')).toBeVisible();
  await expect(
    page.getByText('It needs a first poll of golang/go and usbarmory/tamago-go'),
  ).toBeVisible();
  await page.goto('/ports/tamago/forecast');
  await expect(
    page.getByRole('heading', { name: 'Nothing is ahead of it that has been rehearsed' }),
  ).toBeVisible();
});
