// How does a file conflict: who changed what, since when, and how do I see it in my own clone?
import { READING_VERSION } from '#lib/domain/conflict-reading.ts';
import { sceneConflictText } from '#lib/testing/scene-conflict-text.ts';

import { expect, test } from './app-test.ts';

const step = '/ports/lumen/conflicts/go1.21.2/go1.22.0';
const conflict = `${step}/src/runtime/proc.go`;

test.use({ scene: 'rehearsed' });

test('the merged view tells each side of each region against the base', async ({ page }) => {
  await page.goto(conflict);
  await expect(page.getByRole('heading', { name: 'src/runtime/proc.go' })).toBeVisible();
  await expect(page.getByText('content conflict in 2 places')).toBeVisible();
  const first = page.getByRole('region', { name: 'Conflict 1 of 2, merged' });
  await expect(first.getByRole('row', { name: '<<<<<<< upstream go1.22.0' })).toContainText(
    '+2 −1 against the base',
  );
  await expect(first.getByRole('row', { name: 'var p2 = "two"' })).toContainText(
    'added by upstream',
  );
  await expect(first.getByRole('row', { name: 'var p2 = lumen' })).toContainText(
    'added by the port',
  );
  await expect(first.getByRole('row', { name: 'removed by the port' })).toContainText('var p2 = 2');
});

test('from a permalink one comes to conflicts that name their commits, and back', async ({
  page,
}) => {
  await page.goto('/ports/lumen/go1.22.0');
  const permalink = await page.getByText(/\?revision=[0-9a-f]{40}$/).innerText();
  await page.goto(permalink);
  const conflicts = page.getByRole('region', { name: /^Conflicts from go1\.21\.2/ });
  await conflicts.getByRole('link', { name: 'src/runtime/proc.go' }).click();
  await expect(page).toHaveURL(
    /\/conflicts\/go1\.21\.2\/[0-9a-f]{40}\/src\/runtime\/proc\.go\?revision=[0-9a-f]{40}$/,
  );
  const address = page.url();
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', address);
  await expect(page.getByRole('link', { name: 'Permalink' })).toHaveAttribute(
    'href',
    new URL(address).pathname + new URL(address).search,
  );
  await page.getByRole('link', { name: 'Side by side' }).click();
  await expect(page).toHaveURL(`${address}&view=sides`);
  await expect(page.getByRole('region', { name: 'Conflict 1 of 2, side by side' })).toBeVisible();
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', address);
  await page
    .getByRole('region', { name: 'What the port did' })
    .getByRole('link', { name: 'go1.22.0' })
    .click();
  await expect(page).toHaveURL(`${permalink}#transition`);
  const wrong = await page.goto(address.replace(/[0-9a-f]{40}$/, 'f'.repeat(40)));
  expect(wrong?.status()).toBe(404);
});

test('the sides stand beside each other, and the choice is in the URL', async ({ page }) => {
  await page.goto(conflict);
  await page.getByRole('link', { name: 'Side by side' }).click();
  await expect(page).toHaveURL(/\?view=sides$/);
  const second = page.getByRole('region', { name: 'Conflict 2 of 2, side by side' });
  await expect(second.getByRole('columnheader')).toHaveText([
    'Base go1.21.2',
    'Upstream go1.22.0',
    'Port on go1.21.2',
  ]);
  await expect(second.getByRole('row', { name: 'gopark(nil, 2)' })).toContainText(
    'removed by upstream',
  );
  await expect(second.getByRole('row', { name: 'lumenPark()' })).toContainText('added by the port');
});

test('on a narrow screen the merged view stands in for the sides', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${conflict}?view=sides`);
  await expect(page.getByRole('region', { name: 'Conflict 1 of 2, merged' })).toBeVisible();
  await expect(page.getByRole('region', { name: /side by side/ })).toHaveCount(0);
});

test('what is invisible in somebody’s code is made visible, and nothing in it is markup', async ({
  page,
}) => {
  await page.goto(conflict);
  const second = page.getByRole('region', { name: 'Conflict 2 of 2, merged' });
  await expect(second).toContainText('// ⟨U+202E⟩ } <script>alert(1)</script>');
  await expect(second.getByTitle('U+202E')).toBeVisible();
});

test('the culprit, the change of either side and what the port made of it are named', async ({
  page,
}) => {
  await page.goto(conflict);
  const upstream = page.getByRole('region', { name: 'Upstream changed' });
  await expect(upstream).toContainText('+3 −2 lines in this file');
  await expect(upstream.getByRole('link', { name: 'CL 123456' })).toHaveAttribute(
    'href',
    'https://go-review.googlesource.com/c/go/+/123456',
  );
  await expect(upstream).toContainText('A. Gopher, landed');
  await expect(upstream).toContainText('7 commits of upstream since the base name the file.');
  await expect(upstream).toContainText('An earlier one conflicted too');
  await expect(page.getByRole('region', { name: 'What the port did' })).toContainText(
    'On go1.22.0 it took hand work of +9 −0 lines in this file.',
  );
});

test('the commands can be copied, and say what git must answer', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(conflict);
  await page.getByRole('button', { name: 'Copy the command: Git’s merged file' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe('git show $(head -1 merged):src/runtime/proc.go');
});

test('every path in conflict leads here: from the step, the forecast and the matrix', async ({
  page,
}) => {
  await page.goto('/ports/lumen/go1.22.0');
  await page.getByRole('link', { name: 'src/runtime/proc.go', exact: true }).first().click();
  await expect(page).toHaveURL(conflict);
  await page
    .getByRole('link', { name: 'previous' })
    .or(page.getByRole('link', { name: 'next' }))
    .first()
    .click();
  await expect(page).toHaveURL(`${step}/src/net/sock_posix.go`);
  await page.goto('/ports/lumen');
  await page.getByRole('link', { name: 'src/runtime/proc.go: conflict at go1.22.0' }).click();
  await expect(page).toHaveURL(conflict);
  await page.goto('/ports/lumen/forecast');
  await page.getByRole('link', { name: 'src/runtime/proc.go' }).click();
  await expect(page).toHaveURL('/ports/lumen/conflicts/go1.22.3/tip/src/runtime/proc.go');
  await expect(page.getByRole('region', { name: 'The last time' })).toContainText(
    'from go1.21.2 to go1.22.0',
  );
});

test('what is not read yet fills in by itself, and says so meanwhile', async ({
  page,
  database,
}) => {
  await page.goto('/ports/lumen/conflicts/go1.22.3/tip/src/runtime/proc.go');
  await expect(page.getByRole('main').getByRole('status')).toContainText(
    'The code is read by a worker',
  );
  await expect(page.getByRole('link', { name: 'Look again' })).toBeVisible();
  const seenAt = new Date();
  const worker = { rssBytes: 1n, gitVersion: 'g', nodeVersion: 'n' };
  await database.worker.create({ data: { id: 'w', startedAt: seenAt, seenAt, ...worker } });
  await page.getByRole('link', { name: 'Look again' }).click();
  await expect(page.getByRole('progressbar', { name: 'Merging' })).toBeVisible();
  const { id } = await database.rehearsal.findFirstOrThrow({
    where: { target: 'tip', outcome: 'conflict' },
  });
  const key = { rehearsalId: id, path: 'src/runtime/proc.go' };
  const row = { ...key, readAt: new Date(), readingVersion: READING_VERSION };
  await database.conflictText.create({ data: { ...row, failure: 'Git ran out of time.' } });
  await expect(page.getByRole('main').getByRole('status')).toContainText(
    'Git ran out of time. It is tried again.',
  );
  await database.conflictText.update({
    where: { rehearsalId_path: key },
    data: { failure: null, reading: sceneConflictText() },
  });
  await page.getByRole('link', { name: 'Look again' }).click();
  await expect(page.getByRole('region', { name: 'Conflict 1 of 2, merged' })).toBeVisible();
  const jobs: unknown = await database.$queryRaw`
      SELECT task_identifier FROM graphile_worker.jobs WHERE key = ${`read-conflicts:${id}`}`;
  expect(jobs).toEqual([{ task_identifier: 'read-conflicts' }]);
  await database.conflictText.delete({ where: { rehearsalId_path: key } });
  await database.worker.delete({ where: { id: 'w' } });
});

test('a path, target or rebase that is not in conflict answers 404, and says what is', async ({
  page,
}) => {
  const response = await page.goto(`${step}/src/os/file.go`);
  expect(response?.status()).toBe(404);
  await expect(
    page.getByRole('heading', {
      name: '“src/os/file.go” is not in conflict from go1.21.2 onto go1.22.0',
    }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'src/runtime/proc.go' }).click();
  await expect(page).toHaveURL(conflict);
  // Of what was not rehearsed it is not known what is in conflict.
  for (const path of ['go1.21.2/go1.99/a.go', 'go9/tip/a.go']) {
    const answer = await page.goto(`/ports/lumen/conflicts/${path}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: /^No rehearsal of Lumen from/ })).toBeVisible();
    await expect(page.getByText(/not known whether “a\.go” is in conflict/)).toBeVisible();
  }
  for (const path of ['go1.22.3/%00/%00', 'a/b/%E0%A4']) {
    const answer = await page.goto(`/ports/lumen/conflicts/${path}`);
    expect(answer?.status()).toBe(404);
  }
});

test('without JavaScript the code is there, and what is not can be looked for again', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}${conflict}`);
  await expect(page.getByRole('region', { name: 'Conflict 1 of 2, merged' })).toBeVisible();
  await page.goto(`${baseURL}${step}/src/net/sock_posix.go`);
  await page.getByRole('link', { name: 'Look again' }).click();
  await expect(page.getByRole('main').getByRole('status')).toBeVisible();
  await context.close();
});
