import { expect, test } from 'vitest';

import { readStorableForm } from './read-form.ts';

function formOf(body: string): Request {
  return new Request('http://tidemark.test/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body,
  });
}

test('a form is read, and one with a NUL in a name or a value is none', async () => {
  expect([...((await readStorableForm(formOf('a=1&a=2&b='))) ?? [])]).toEqual([
    ['a', '1'],
    ['a', '2'],
    ['b', ''],
  ]);
  expect(await readStorableForm(formOf('a=1&b=x%00y'))).toBeNull();
  expect(await readStorableForm(formOf('a%00=1'))).toBeNull();
});
