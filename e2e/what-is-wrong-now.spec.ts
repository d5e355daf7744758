// What is wrong now, and since when? What was I told?
import { sceneIncidents } from '#lib/testing/scene-incidents.ts';

import { expect, test } from './app-test.ts';

test.use({ scene: 'incidents' });

test('open incidents come with the worst first, each in words, with its age and state', async ({
  page,
}) => {
  await page.goto('/');
  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: 'Alerts' })
    .click();
  await expect(page).toHaveURL(/\/alerts$/);
  await expect(page.getByText('5 incidents are open, the worst critical')).toBeVisible();
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(6);
  await expect(rows.nth(1)).toContainText('go1.20: abandoned');
  await expect(rows.nth(1)).toContainText('its beginning alerted nobody');
  await expect(rows.nth(2)).toContainText('users are exposed to 1 CVE, fixed upstream by go1.22.3');
  await expect(rows.nth(3)).toContainText('snoozed until');
  await expect(rows.nth(4)).toContainText('go1.23rc1: 2 of 30 files will conflict');
  await expect(rows.nth(4)).toContainText('3 d');
  await expect(rows.nth(5)).toContainText('comes and goes');
  await page.goto('/ports/fallow');
  await expect(page.getByText(/^1 open alert: /)).toContainText(
    '; its beginning alerted nobody: it was so before',
  );
});

test('filters narrow, stay in the address, and work without scripts', async ({ browser, app }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${app.url}/alerts`);
  await page.getByLabel('Port').selectOption('Drift');
  await page.getByLabel('Kind').selectOption('behind');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/port=drift/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: 'Past 0' }).click();
  await expect(
    page.getByRole('heading', { name: 'Nothing was wrong that is over now' }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Show all kinds, ports and severities' }).click();
  await expect(page.getByRole('row', { name: /go1.22rc2/ })).toBeVisible();
  await context.close();
});

test('an incident says what to do, by whose change, who was told when, and how to redo it', async ({
  page,
}) => {
  await page.goto('/alerts');
  await page.getByRole('link', { name: /go1.23rc1/ }).click();
  await expect(page).toHaveURL(new RegExp(`/alerts/${sceneIncidents.conflict}$`));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'go1.23rc1: 2 of 30 files will conflict, about 47 days before release',
  );
  await expect(page.getByText('Adapt 2 files')).toBeVisible();
  await expect(page.getByText('3 days ago · acknowledged by Mara Maintainer')).toBeVisible();
  const conflict = page.getByRole('row', { name: /src\/runtime\/proc.go/ });
  await expect(conflict.getByRole('link', { name: 'CL 123456' })).toBeVisible();
  await expect(conflict.getByRole('link', { name: 'go1.22.0' })).toBeVisible();
  await expect(page.getByText('12 mails delivered, 1 webhook delivered').first()).toBeVisible();
  await expect(
    page.getByText('1 mail waiting, 11 mails delivered, 1 webhook failed'),
  ).toBeVisible();
  await page.getByText('Rehearse it in your own clone').click();
  await expect(
    page.getByText('npm run rehearse -- --port lumen --from go1.22.3 --onto go1.23rc1', {
      exact: true,
    }),
  ).toBeVisible();
});

test('a past incident says what it was, how it ended, and what it took', async ({ page }) => {
  await page.goto(`/alerts/${sceneIncidents.past}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('go1.22rc2: 2 of 30 files');
  await expect(page.getByText('The port has published its rebase onto go1.22.0.')).toBeVisible();
  await expect(page.getByText('3.5 h, as told by the maintainer, not measured')).toBeVisible();
  await expect(page.getByRole('link', { name: 'src/os/exec.go' })).toHaveCount(0);
});

test('what is for operators only is nowhere to be found by others', async ({ page }) => {
  const response = await page.goto(`/alerts/${sceneIncidents.operators}`);
  expect(response?.status()).toBe(404);
  await page.goto('/alerts?state=all&kind=cannot-poll');
  await expect(page.getByRole('heading', { name: 'Nothing of that is wrong' })).toBeVisible();
});

test('a feed reader finds the feeds from the pages', async ({ page }) => {
  for (const path of ['/alerts', '/ports/lumen', `/alerts/${sceneIncidents.conflict}`]) {
    await page.goto(path);
    for (const type of ['application/atom+xml', 'application/feed+json']) {
      const href = await page
        .locator(`link[rel="alternate"][type="${type}"]`)
        .first()
        .getAttribute('href');
      const feed = await page.request.get(href ?? '');
      expect(feed.headers()['content-type']).toContain(type);
    }
  }
});
