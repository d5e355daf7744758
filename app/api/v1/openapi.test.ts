import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { API_ADDRESSES, exampleOf } from '#lib/domain/api-addresses.ts';
import { ApiProblem } from '#lib/domain/api-v1.ts';

import { GET as getOpenApi } from './openapi.json/route.ts';

const openApi = z.looseObject({
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.unknown()),
});

beforeAll(() => {
  vi.stubEnv('BASE_URL', 'https://tidemark.test');
});

afterAll(() => {
  vi.unstubAllEnvs();
});

async function readDocument() {
  const answer = getOpenApi(new Request('http://tidemark.test/'));
  expect(answer.headers.get('Content-Type')).toBe('application/json');
  return openApi.parse(await answer.json());
}

test('the document is valid OpenAPI 3.1, and its references lead somewhere', async () => {
  const validator = new Validator();
  expect(await validator.validate(await readDocument())).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
  expect(() => validator.resolveRefs()).not.toThrow();
});

test('it has every address that there is, and no other', async () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const files = await readdir(folder, { recursive: true });
  const routes = files
    .filter((file) => file.endsWith('/route.ts'))
    .map((file) => `/api/v1/${file.slice(0, -'/route.ts'.length)}`)
    .map((path) => path.replaceAll(/\[(\w+)\]/g, '{$1}'));
  const { paths } = await readDocument();
  // The ending of a release is read by the route of the release.
  const documented = Object.keys(paths).map((path) =>
    path.replace(/\{release\}\.csv$/, '{release}'),
  );
  expect([...new Set(documented)].sort()).toEqual(routes.sort());
});

const route = z.object({
  GET: z.custom<(request: Request, context: object) => Promise<Response>>(
    (value) => typeof value === 'function',
  ),
});

test('every route refuses a value that its address does not list, and says which it does', async () => {
  let asked = 0;
  for (const address of API_ADDRESSES) {
    for (const { name, in: place, values } of address.parameters) {
      if (place !== 'query' || values === null) continue;
      const folder = address.path.slice('/api/v1'.length).replaceAll(/\{(\w+)\}/g, '[$1]');
      const file = fileURLToPath(new URL(`.${folder}/route.ts`, import.meta.url));
      const { GET } = route.parse(await import(file));
      const response = await GET(
        new Request(`http://tidemark.test${exampleOf(address)}?${name}=no-such`),
        { params: Promise.resolve({ port: 'tamago' }) },
      );
      expect([address.id, name, response.status]).toEqual([address.id, name, 400]);
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
      const { detail } = ApiProblem.parse(await response.json());
      expect(detail).toBe(`${name} is "no-such"; it must be one of ${values.join(', ')}.`);
      asked += 1;
    }
  }
  expect(asked).toBeGreaterThan(15);
});

test('it names the address that readers use', async () => {
  expect((await readDocument()).servers).toEqual([{ url: 'https://tidemark.test' }]);
});

test('every example is an address without anything left open', () => {
  for (const address of API_ADDRESSES) expect(exampleOf(address)).not.toMatch(/[{}]/);
});
