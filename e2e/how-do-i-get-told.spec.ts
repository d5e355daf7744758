// How do I get told?
import { expect, test } from './app-test.ts';

test.use({ scene: 'incidents' });

test('without a mail server the page says what the operator must set, and feeds still work', async ({
  page,
}) => {
  await page.goto('/alerts');
  await page.getByRole('link', { name: 'Be told of it' }).click();
  await expect(page.getByText('its operator must set SMTP_URL')).toBeVisible();
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

test('a link that is not ours opens nothing, and says so', async ({ page }) => {
  for (const path of ['/subscriptions/x', '/unsubscribe/x']) {
    await page.goto(path);
    await expect(page.getByText('This link is none of ours')).toBeVisible();
  }
  await page.goto('/subscribe/confirm/x');
  await expect(page.getByText('has been used, or is older than 24 hours')).toBeVisible();
});
