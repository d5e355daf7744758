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

test('tables come as CSV', async ({ request }) => {
  const rebases = await (await request.get('/api/v1/ports/tamago/rebases.csv')).text();
  expect(rebases.trimEnd().split('\r\n')).toHaveLength(98);
  const files = await (await request.get('/api/v1/ports/tamago/rebases/go1.14.csv')).text();
  expect(files.trimEnd().split('\r\n')).toHaveLength(134);
});
