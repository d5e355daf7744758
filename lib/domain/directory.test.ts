import { expect, test } from 'vitest';

import { directoryOf } from './directory.ts';

test.each([
  ['src/net/sock_posix.go', 'src/net'],
  ['src/net/http/internal/ascii.go', 'src/net'],
  ['src/cmd/link/internal/ld/elf.go', 'src/cmd/link'],
  ['src/cmd/go.mod', 'src/cmd'],
  ['src/internal/poll/fd_poll.go', 'src/internal/poll'],
  ['src/make.bash', 'src'],
  ['.github/workflows/a.yml', '.github'],
  ['README.md', '.'],
  ['"src/net/caf\\351_test.go"', 'src/net'],
])('%s is told by %s', (path, directory) => {
  expect(directoryOf(path)).toBe(directory);
});
