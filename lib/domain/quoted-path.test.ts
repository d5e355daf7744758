import { expect, it } from 'vitest';
import { unquotedPath } from './quoted-path.ts';

it.each([
  ['src/net/net.go', 'src/net/net.go'],
  ['"src/net/\\377_test.go"', 'src/net/\\377_test.go'],
  ['src/a b/"c".go', 'src/a b/"c".go'],
  ['"src/x.go"', '"src/x.go"'],
  ['"src/\\t.go"', '"src/\\t.go"'],
  ['"', '"'],
  ['', ''],
])('reads %j as %j', (path, expected) => {
  expect(unquotedPath(path)).toBe(expected);
});
