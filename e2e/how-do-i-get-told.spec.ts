// How do I get told?
import type { Page } from '@playwright/test';

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
  await page.getByRole('button', { name: 'Show what this would have sent' }).click();
  await expect(page).toHaveURL(/port=lumen/);
  const feed = page.getByRole('link', { name: /feed\.atom\?subsystem=net$/ });
  const answer = await page.request.get((await feed.getAttribute('href')) ?? '');
  expect(answer.headers()['content-type']).toContain('application/atom+xml');
  expect(await answer.text()).toContain('go1.23rc1');
});

const preview = (page: Page) => page.getByRole('region', { name: 'What it would have sent' });

const wouldHaveSent = 'go1.21: 1 release not followed, for 15 days';

test('the page shows what a choice would have sent over two years, while it is made', async ({
  page,
}) => {
  await page.goto('/subscribe');
  await expect(preview(page).getByRole('status')).toContainText(/^\d+ messages from \d{4}-/);
  await page.getByLabel('Port').selectOption('Lumen');
  await page.getByLabel('behind', { exact: true }).check();
  await page.getByLabel('When').selectOption('once a week');
  await expect(page).toHaveURL(/\?port=lumen&kind=behind&pace=weekly$/);
  await expect(preview(page).getByRole('status')).toContainText('4 messages in 4 mails');
  await expect(preview(page).getByText(wouldHaveSent)).toBeVisible();
  await page.getByLabel('behind', { exact: true }).uncheck();
  await page.getByLabel('line abandoned').check();
  await expect(preview(page)).toContainText('Nothing of that happened in this time.');
});

test('what is chosen before the scripts have run is followed once they have', async ({ page }) => {
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/subscribe', { waitUntil: 'commit' });
  await page.getByLabel('behind', { exact: true }).check();
  await page.getByLabel('Port').selectOption('Lumen');
  release?.();
  await expect(page).toHaveURL(/\?port=lumen&kind=behind$/);
  await expect(preview(page).getByText(wouldHaveSent)).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a button shows what the choice would have sent', async ({ page }) => {
    await page.goto('/subscribe');
    await page.getByLabel('Port').selectOption('Lumen');
    await page.getByLabel('behind', { exact: true }).check();
    await page.getByRole('button', { name: 'Show what this would have sent' }).click();
    await expect(page).toHaveURL(/\?port=lumen&.*kind=behind/);
    await expect(preview(page).getByText(wouldHaveSent)).toBeVisible();
  });
});

test('a link that is not ours opens nothing, and says so', async ({ page }) => {
  for (const path of ['/subscriptions/x', '/unsubscribe/x']) {
    await page.goto(path);
    await expect(page.getByText('This link is none of ours')).toBeVisible();
  }
  await page.goto('/subscribe/confirm/x');
  await expect(page.getByText('has been used, or is older than 24 hours')).toBeVisible();
});
