// Can a program get the same numbers?
import { expect, readingTest as test } from './app-test.ts';
import { ApiPorts, ApiProblem, ApiRebases, ApiRebaseWithFiles } from '#lib/domain/api-v1.ts';

test.use({ scene: 'shipped' });

test('the API answers as it is documented, for every rebase', async ({ request }) => {
  const ports = ApiPorts.parse(await (await request.get('/api/v1/ports')).json());
  expect(ports.map(({ slug }) => slug)).toEqual(['tamago']);
  const { rebases } = ApiRebases.parse(
    await (await request.get('/api/v1/ports/tamago/rebases')).json(),
  );
  expect(rebases).toHaveLength(97);
  const one = ApiRebaseWithFiles.parse(
    await (await request.get('/api/v1/ports/tamago/rebases/go1.14')).json(),
  );
  expect(one.patch).toMatchObject({ files: 133, insertions: 4349, deletions: 168 });
  expect(one.kinds?.find(({ kind }) => kind === 'constraint-only')?.files).toBe(57);
  expect(one.files).toHaveLength(133);
});

test('asking again costs nothing, and what is not there is a problem', async ({ request }) => {
  const first = await request.get('/api/v1/ports/tamago/rebases');
  const again = await request.get('/api/v1/ports/tamago/rebases', {
    headers: { 'If-None-Match': first.headers()['etag'] ?? '' },
  });
  expect(again.status()).toBe(304);
  const missing = await request.get('/api/v1/ports/tamago/rebases/go1.99');
  expect(missing.status()).toBe(404);
  expect(missing.headers()['content-type']).toBe('application/problem+json');
  ApiProblem.parse(await missing.json());
});

test('a choice that there is not is refused, and no link of our pages makes one', async ({
  page,
  request,
}) => {
  for (const path of [
    '/api/v1/compare.csv?metric=cost',
    '/api/v1/ports/tamago/churn.csv?measure=cost',
    '/api/v1/ports/tamago/kinds.csv?measure=edits',
    '/api/v1/ports/tamago/rebases/go1.14.csv?revision=a&revision=b',
    '/ports/tamago/feed.atom?subsystem=kernel',
  ]) {
    const refused = await request.get(path);
    expect([path, refused.status()]).toEqual([path, 400]);
    expect(refused.headers()['content-type']).toBe('application/problem+json');
  }
  const asked = new Set<string>();
  const nonsense = '&metric=x&metric=lag&dating=x&sort=x&change=x&kind=x&severity=x';
  for (const path of [
    `/?releases=x${nonsense}`,
    `/compare?ports=tamago${nonsense}`,
    `/alerts?state=x${nonsense}`,
    `/ports/tamago?from=x&to=go1.20&releases=x&churn=x&kinds=x&columns=all&subsystem=x&q=x${nonsense}`,
    '/ports/tamago?from=go1.20&releases=first&churn=pressure&kinds=lines&subsystem=go-command&rows=all',
    '/ports/tamago/compare?from=go1.20&to=go1.26.0&change=came&subsystem=go-command&sort=path&q=a',
    `/ports/tamago/compare?from=go1.20&to=go1.26.0&subsystem=x${nonsense}`,
    '/ports/tamago/backtest?dating=publication',
    `/ports/tamago/backtest?churn=x${nonsense}`,
  ]) {
    await page.goto(path);
    const hrefs = await page
      .locator('a[href^="/api/v1/"], a[href*="/feed."], link[rel="alternate"][href*="/feed."]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(hrefs.length, path).toBeGreaterThan(0);
    for (const href of new Set(hrefs)) {
      const address = href.replace(/^https?:\/\/[^/]+/, '');
      if (asked.has(address)) continue;
      asked.add(address);
      expect([address, (await request.get(address)).status()]).toEqual([address, 200]);
    }
  }
});

test('tables come as CSV', async ({ request }) => {
  const rebases = await (await request.get('/api/v1/ports/tamago/rebases.csv')).text();
  expect(rebases.trimEnd().split('\r\n')).toHaveLength(98);
  const files = await (await request.get('/api/v1/ports/tamago/rebases/go1.14.csv')).text();
  expect(files.trimEnd().split('\r\n')).toHaveLength(134);
});
