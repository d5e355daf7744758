// What exactly does the port change in this file, and how do I see it in my own clone?
import { PATCH_READING_VERSION } from '#lib/domain/patch-reading.ts';
import { SCENE_PATCHES } from '#lib/testing/scene-patch-text.ts';

import { expect, test } from './app-test.ts';
import { readLayoutShift, watchLayoutShifts } from './layout-shift.ts';

const rebase = '/ports/lumen/go1.22.0';
const file = `${rebase}/files/src/runtime/proc.go`;

test.use({ scene: 'rehearsed' });

test('a row of the files leads to the patch, by keyboard as well, and on to its neighbours', async ({
  page,
}) => {
  await page.goto(rebase);
  const files = page.getByRole('region', { name: 'Files of the patch, table' });
  await files.getByRole('link', { name: 'src/runtime/proc.go', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(file);
  await expect(page.getByRole('heading', { name: 'src/runtime/proc.go' })).toBeVisible();
  await expect(page.getByText('5 of 27 files')).toBeVisible();
  await expect(page.getByText(/^Measured /)).toBeVisible();
  await page.getByRole('link', { name: 'next' }).click();
  await expect(page).toHaveURL(`${rebase}/files/src/syscall/fs_lumen.go`);
  await expect(page.getByText('99 % of it is src/syscall/fs_nacl.go of go1.13')).toBeVisible();
  await page.getByRole('link', { name: 'previous' }).click();
  await expect(page).toHaveURL(file);
});

test('files that were chosen are gone through one after the other, and are still chosen on the way back', async ({
  page,
}) => {
  await page.goto(`${rebase}?q=src&sort=lines`);
  await expect(page.getByText('23 of 27 files')).toBeVisible();
  const files = page.getByRole('region', { name: 'Files of the patch, table' });
  // Beside it, what it was copied from is a link as well.
  const links = files.getByRole('rowheader').locator('a[href*="/files/"]');
  const paths = (await links.allTextContents()).slice(0, 4);
  const place = (index: number) => page.getByText(`${index + 1} of 23 chosen files`);
  await files.getByRole('link', { name: paths[0] ?? '', exact: true }).click();
  for (const [index, path] of paths.entries()) {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(path);
    await expect(place(index)).toBeVisible();
    await page.getByRole('link', { name: 'next' }).click();
  }
  await expect(place(paths.length)).toBeVisible();
  await page.getByRole('link', { name: 'go1.22.0', exact: true }).first().click();
  await expect(page).toHaveURL(`${rebase}?q=src&sort=lines#files`);
  await page.goto(`${file}?q=proc`);
  await page.getByRole('link', { name: 'Side by side' }).click();
  await expect(page).toHaveURL(`${file}?q=proc&view=sides`);
  await expect(page.getByText('1 of 1 chosen files')).toBeVisible();
  // A file that the address does not choose stands among all.
  await page.goto(`${file}?kind=removed`);
  await expect(page.getByText('5 of 27 files')).toBeVisible();
});

test('the patch is git’s, line by line, and what is invisible in it is made visible', async ({
  page,
}) => {
  await page.goto(file);
  const patch = page.getByRole('region', { name: 'Patch, unified' });
  await expect(patch.getByRole('row', { name: '@@ −141,7 +142,11 @@ func park' })).toBeVisible();
  const row = (text: string) => patch.getByRole('row').filter({ hasText: text });
  await expect(row('"internal/goos"').first()).toHaveText(/removed\s*"internal\/goos"$/);
  await expect(row('"internal/lumen"')).toHaveText(/added\s*"internal\/lumen"$/);
  await expect(row('<script>')).toContainText('// ⟨U+202E⟩ } <script>alert(1)</script>');
});

test('old and new stand beside each other, and the choice goes on to the next file', async ({
  page,
}) => {
  await page.goto(file);
  await page.getByRole('link', { name: 'Side by side' }).click();
  await expect(page).toHaveURL(`${file}?view=sides`);
  const sides = page.getByRole('region', { name: 'Patch, side by side' });
  await expect(sides.getByRole('columnheader', { name: 'Upstream go1.22.0' })).toBeVisible();
  const row = sides.getByRole('row').filter({ hasText: '// and lumen' });
  await expect(row).toContainText('removed');
  await expect(row).toContainText('added');
  await expect(page.getByRole('link', { name: 'next' })).toHaveAttribute('href', /\?view=sides$/);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('region', { name: 'Patch, unified' })).toBeVisible();
  await expect(sides).toHaveCount(0);
});

test('what has no lines, or more than lines, is said in words', async ({ page }) => {
  await page.goto(`${rebase}/files/misc/board.png`);
  await expect(page.getByText('A binary file has no lines to show: 4,711 bytes.')).toBeVisible();
  await page.goto(`${rebase}/files/src/os/dir_lumen.go`);
  await expect(page.getByText('Moved from src/os/dir_unix.go and changed.')).toBeVisible();
  await expect(
    page.getByText('It was a file and is an executable file (mode 100644 → 100755).'),
  ).toBeVisible();
});

test('the command shows the same, with the old name of a file that moved', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${rebase}/files/src/os/dir_lumen.go`);
  await page.getByRole('button', { name: 'Copy the command: The patch of this file' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(
    /^git --literal-pathspecs diff -M \w{40} \w{40} -- src\/os\/dir_unix\.go src\/os\/dir_lumen\.go$/,
  );
});

test('what is not read yet fills in by itself, and says so meanwhile', async ({
  page,
  database,
}) => {
  await page.goto(`${rebase}/files/src/net/sock_posix.go`);
  await expect(page.getByRole('main').getByRole('status')).toContainText(
    'The code is read by a worker',
  );
  await expect(page.getByText('+1 −1 lines')).toBeVisible();
  const seenAt = new Date();
  const worker = { rssBytes: 1n, gitVersion: 'g', nodeVersion: 'n' };
  await database.worker.create({ data: { id: 'p', startedAt: seenAt, seenAt, ...worker } });
  await page.getByRole('link', { name: 'Look again' }).click();
  await expect(page.getByRole('progressbar', { name: 'Comparing' })).toBeVisible();
  await watchLayoutShifts(page);
  const { id } = await database.revision.findFirstOrThrow({
    where: { isNewest: true, rebase: { release: 'go1.22.0' } },
  });
  const key = { revisionId: id, path: 'src/net/sock_posix.go' };
  const row = { ...key, readAt: seenAt, readingVersion: PATCH_READING_VERSION };
  const [scene] = SCENE_PATCHES;
  await database.patchText.create({ data: { ...row, reading: scene?.reading ?? {} } });
  await expect(page.getByRole('region', { name: 'Patch, unified' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'In your own clone' })).toBeVisible();
  expect(await readLayoutShift(page)).toBeLessThan(0.02);
  const jobs: unknown = await database.$queryRaw`
      SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'read-patch'
      AND key LIKE ${`read-patch:${id}:%`}`;
  expect(jobs).toContainEqual({ key: `read-patch:${id}:7` });
  await database.patchText.delete({ where: { revisionId_path: key } });
  await database.worker.delete({ where: { id: 'p' } });
});

test('every path has its page; one that the patch lacks answers 404 and says what is near', async ({
  page,
}) => {
  for (const path of ['"src/net/caf\\351_test.go"', 'src/net/with space & "quotes" <b>.go']) {
    await page.goto(`${rebase}?q=${encodeURIComponent(path)}`);
    await page.getByRole('link', { name: path, exact: true }).click();
    await expect(page.getByRole('heading', { name: path })).toBeVisible();
  }
  await page.goto('/ports/lumen/go1.22/files/README.md?view=sides');
  await expect(page).toHaveURL(`${rebase}/files/README.md?view=sides`);
  const response = await page.goto(`${rebase}/files/lib/proc.go`);
  expect(response?.status()).toBe(404);
  await expect(
    page.getByRole('heading', { name: 'Lumen does not change “lib/proc.go” on go1.22.0' }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'src/runtime/proc.go' }).click();
  await expect(page).toHaveURL(file);
  for (const path of ['go9/files/a.go', 'go1.22.0/files/%00', 'go1.21.9/files/README.md']) {
    const answer = await page.goto(`/ports/lumen/${path}`);
    expect(answer?.status()).toBe(404);
  }
});
