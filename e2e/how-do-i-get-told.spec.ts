// How do I get told?
import { expect, test } from './app-test.ts';

test.use({ scene: 'incidents' });

test('the feeds of what is chosen are on the page, and work', async ({ page }) => {
  await page.goto('/alerts');
  await page.getByRole('link', { name: 'Be told of it' }).click();
  await expect(page.getByLabel('Your mail address')).toHaveCount(0);
  await page.getByLabel('Port').selectOption('Lumen');
  await page.getByLabel('net', { exact: true }).check();
  await page.getByRole('button', { name: 'Show the feeds of this choice' }).click();
  await expect(page).toHaveURL(/port=lumen/);
  const feed = page.getByRole('link', { name: /feed\.atom\?subsystem=net$/ });
  const answer = await page.request.get((await feed.getAttribute('href')) ?? '');
  expect(answer.headers()['content-type']).toContain('application/atom+xml');
  expect(await answer.text()).toContain('go1.23rc1');
});
