// How do I show it to others: in a README, where an address is pasted, on paper, and as it was on that day?
import { expect, test } from './app-test.ts';
import { patchPanels } from './pages.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a port has badges, and the words to paste for each', async ({ page, app }) => {
  await page.goto('/ports/lumen');
  await page.getByRole('link', { name: 'Badges' }).click();
  const burden = page.getByRole('region', { name: 'Burden' });
  const picture = burden.getByRole('img');
  await expect(picture).toHaveAttribute('alt', /^burden: \d+ lines in \d+ upstream files at go1/);
  await expect
    .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(100);
  await burden.getByRole('button', { name: 'Copy Markdown of the badge: burden' }).click();
  await expect(burden.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `[![burden of lumen](${app.url}/ports/lumen/badge/burden.svg)](${app.url}/ports/lumen)`,
  );
});

test('where an address is pasted, its title, sentence and picture are there', async ({
  page,
  request,
  app,
}) => {
  for (const [path, title, sentence, picture] of [
    ['/', 'Tidemark', /^What it costs to carry a port of Go/, '/og.png'],
    ['/ports/lumen', 'Lumen · Tidemark', / lines in \d+ upstream files\.$/, '/ports/lumen/og.png'],
    [
      '/ports/lumen/go1.22.0',
      'Lumen on go1.22.0 · Tidemark',
      /^Lumen on go1\.22\.0\. Lag: .+ Patch: .+ Touch surface: /,
      '/ports/lumen/go1.22.0/og.png',
    ],
  ] as const) {
    await page.goto(path);
    const read = (name: string) =>
      page.locator(`meta[property="og:${name}"]`).getAttribute('content');
    expect(await read('title')).toBe(title);
    expect(await read('description')).toMatch(sentence);
    expect(await page.locator('link[rel="canonical"]').getAttribute('href')).toBe(
      `${app.url}${path === '/' ? '' : path}`,
    );
    expect(await read('image')).toBe(`${app.url}${picture}`);
    const answer = await request.get(picture);
    expect(answer.headers()['content-type']).toBe('image/png');
    expect((await answer.body()).subarray(1, 4).toString()).toBe('PNG');
  }
});

test('programs are told where everything is', async ({ page, request, app }) => {
  expect(await (await request.get('/robots.txt')).text()).toContain(
    `Sitemap: ${app.url}/sitemap.xml`,
  );
  expect(await (await request.get('/sitemap.xml')).text()).toContain(
    `<loc>${app.url}/ports/lumen/go1.22.0</loc>`,
  );
  await page.goto('/method');
  await page.getByRole('contentinfo').getByRole('link', { name: 'API' }).click();
  await expect(page.getByRole('heading', { name: 'API', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'OpenAPI 3.1' }).click();
  await expect(page.getByText('"openapi":"3.1.1"')).toBeVisible();
});

test('every page of the sitemap is its own canonical address, and what only changes the view is not part of one', async ({
  request,
  app,
}) => {
  const canonicalOf = async (address: string) => {
    const text = await (await request.get(address)).text();
    return /<link rel="canonical" href="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
  };
  const sitemap = await (await request.get('/sitemap.xml')).text();
  const addresses = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url);
  expect(addresses.length).toBeGreaterThan(20);
  const pages = addresses.filter((url) => !/\/go1/.test(url)).concat(addresses.slice(-1));
  for (const url of pages) expect(await canonicalOf(url)).toBe(url.replace(/\/$/, ''));

  const file = '/ports/lumen/go1.22.0/files/src/runtime/proc.go';
  for (const [shown, address] of [
    ['/compare?ports=lumen&metric=lag', '/compare'],
    ['/alerts?state=all', '/alerts'],
    ['/subscribe?port=lumen', '/subscribe'],
    ['/status?done=poll-now', '/status'],
    [
      '/ports/lumen/compare?from=go1.21&to=go1.22.0&sort=path&q=runtime',
      '/ports/lumen/compare?from=go1.21.0&to=go1.22.0',
    ],
    ['/ports/lumen/compare?q=runtime', '/ports/lumen/compare'],
    [`${file}?view=sides`, file],
  ] as const) {
    expect(await canonicalOf(shown)).toBe(`${app.url}${address}`);
  }
});

test('a permalink keeps showing the revision that it was taken of', async ({ page }) => {
  await page.goto('/ports/lumen/go1.22.0');
  const permalink = page.getByText(/\/ports\/lumen\/go1\.22\.0\?revision=[0-9a-f]{40}$/);
  await expect(permalink).toBeVisible();
  await page.getByRole('link', { name: 'as it was' }).first().click();
  await expect(page.getByText('This is an earlier revision')).toBeVisible();
  await expect(page).toHaveURL(/\?revision=[0-9a-f]{40}$/);
  const kept = page.url();
  await expect(page.getByText(kept)).toBeVisible();
  await page.getByRole('link', { name: /^The newest is/ }).click();
  await expect(page.getByText('This is an earlier revision')).toBeHidden();
  await page.goto(kept.slice(0, -33));
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', kept);
  await page.goto(kept.replace(/[0-9a-f]{40}$/, 'f'.repeat(40)));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'No such revision of Lumen on go1.22.0 is known',
  );
  const head = kept.split('=')[1] ?? '';
  await page.getByRole('link', { name: head }).click();
  await expect(page).toHaveURL(kept);
});

test('of a permalink everything that it leads to is of the same revisions, or said not to be', async ({
  page,
}) => {
  await page.goto('/ports/lumen/go1.22.2');
  const link = page.getByText(/\/ports\/lumen\/go1\.22\.2\?revision=[0-9a-f]{40}$/);
  const permalink = await link.innerText();
  const head = permalink.split('=')[1] ?? '';
  await expect(page.getByText('As they are now:')).toHaveCount(0);
  await page.goto(permalink);
  await expect(page.getByText('As they are now:')).toBeVisible();
  for (const address of await page
    .getByRole('main')
    .locator('a[href*=".csv"], a[href*="/files/"]')
    .evaluateAll((links) => links.map((each) => each.getAttribute('href')))) {
    expect(address).toContain(`revision=${head}`);
  }
  await page.getByRole('link', { name: 'Compare with go1.22.1 as it is now' }).click();
  await expect(page).toHaveURL(new RegExp(`from=go1.22.1&to=go1.22.2&toRevision=${head}$`));
  await expect(page.getByText(`Of go1.22.2 this is the revision of the head`)).toContainText(
    'go1.22.1 is as it is now.',
  );
  await expect(page.getByRole('link', { name: 'CSV' })).toHaveAttribute(
    'href',
    new RegExp(`toRevision=${head}`),
  );
  await page.goto(page.url().replace(head, 'f'.repeat(40)));
  await expect(page.getByText(/^Lumen has no rebase on “go1\.22\.2 at f{40}”\.$/)).toBeVisible();
});

test('on paper a page is light and whole, and nothing is left of what can only be clicked', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await page.goto('/ports/lumen/go1.22.0');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('search')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0);
  const seen = await page.evaluate(() => ({
    ground: getComputedStyle(document.body).backgroundColor,
    boxes: [...document.querySelectorAll('.scroll-x')].map((box) => getComputedStyle(box).overflow),
    link: getComputedStyle(document.querySelector('main table a') ?? document.body)
      .textDecorationLine,
  }));
  expect(seen.ground).toBe('rgb(255, 255, 255)');
  expect(new Set(seen.boxes)).toEqual(new Set(['visible']));
  expect(seen.link).toBe('underline');
  await page.goto('/ports/lumen');
  const chart = patchPanels(page).first();
  await expect(chart).toBeVisible();
  expect((await chart.boundingBox())?.width).toBeGreaterThan(800);
});
