import { expect, test } from 'vitest';

import { commitUrl, fileUrl } from './github-url.ts';

const at = { server: 'https://github.com', repository: 'golang/go' };

test('a commit and a file have an address', () => {
  expect(commitUrl(at, 'abc')).toBe('https://github.com/golang/go/commit/abc');
  expect(fileUrl(at, 'abc', 'src/os/file.go')).toBe(
    'https://github.com/golang/go/blob/abc/src/os/file.go',
  );
});

test('characters that mean something in an address are escaped, slashes are not', () => {
  expect(fileUrl(at, 'abc', 'a b/c#d?e%f.go')).toBe(
    'https://github.com/golang/go/blob/abc/a%20b/c%23d%3Fe%25f.go',
  );
});

test('a path that git quotes has none', () => {
  expect(fileUrl(at, 'abc', '"src/caf\\351.go"')).toBeNull();
});
