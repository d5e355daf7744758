import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { keepForm, openKeptForm, type RefusedForm } from './kept-form.ts';

beforeAll(() => {
  vi.stubEnv('APP_SECRET', 'canary-app-secret-of-this-test-0123456789');
  vi.stubEnv('BASE_URL', 'https://tidemark.test');
});

afterAll(() => {
  vi.unstubAllEnvs();
});

const refused: RefusedForm = {
  page: '/settings/endpoints?a=1#new',
  act: 'endpoint-create',
  sentence: 'Give it a name.',
  form: new URLSearchParams('channel=matrix&kind=a&kind=b&token=canary-token'),
};

/** What a browser makes of it. */
function follow(form: RefusedForm) {
  const { goTo, cookie } = keepForm(form);
  const [pair = '', ...attributes] = cookie.split('; ');
  const value = pair.slice(pair.indexOf('=') + 1);
  return { url: new URL(goTo, 'https://tidemark.test'), pair, value, attributes };
}

test('the page gets the reason and what was typed, but no secret', () => {
  const { url, value, attributes } = follow(refused);
  expect(`${url.pathname}${url.hash}`).toBe('/settings/endpoints#new');
  expect(url.searchParams.get('a')).toBe('1');
  expect(attributes).toEqual(
    expect.arrayContaining(['Path=/settings/endpoints', 'HttpOnly', 'SameSite=Lax', 'Secure']),
  );
  const kept = openKeptForm(url.searchParams.get('refused') ?? '', value);
  expect(kept).toMatchObject({ act: 'endpoint-create', sentence: 'Give it a name.' });
  expect(kept?.typed.toString()).toBe('channel=matrix&kind=a&kind=b');
});

test('another address shows nothing of it, nor does a cookie that was made up', () => {
  const one = follow(refused);
  const other = follow({ ...refused, sentence: 'Another.' });
  const id = one.url.searchParams.get('refused') ?? '';
  expect(openKeptForm(id, other.value)).toBeNull();
  expect(openKeptForm(id, btoa('{"act":"x","sentence":"Send money.","typed":[]}'))).toBeNull();
  expect(openKeptForm('', one.value)).toBeNull();
});

test.each([
  ['letters', 'x'.repeat(4000)],
  ['what JSON escapes', '"'.repeat(4000)],
  ['characters of four bytes', '\u{1F600}'.repeat(2000)],
])('what is too long for a cookie is left out, and the page says so: %s', (_, text) => {
  const { url, pair, value } = follow({
    ...refused,
    form: new URLSearchParams({ text, hours: 'many' }),
  });
  expect(pair.length).toBeLessThan(4096);
  const kept = openKeptForm(url.searchParams.get('refused') ?? '', value);
  expect(kept?.typed.toString()).toBe('hours=many');
  expect(kept?.sentence).toMatch(/^Give it a name\. What was typed is too long/);
});

test('a NUL, of which HTML has none, is left out', () => {
  const { url, value } = follow({ ...refused, form: new URLSearchParams('address=a%00b') });
  const kept = openKeptForm(url.searchParams.get('refused') ?? '', value);
  expect(kept?.typed.get('address')).toBe('ab');
});
