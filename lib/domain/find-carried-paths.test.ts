import { expect, test } from 'vitest';

import { type CarryingPort, findCarriedPaths } from './find-carried-paths.ts';

const carried = (path: string, rebases = 1) => ({
  path,
  rebases,
  first: 'go1.20',
  last: 'go1.26.0',
});
const ports: readonly CarryingPort[] = [
  {
    port: 'lumen',
    portName: 'Lumen',
    paths: [carried('src/os/net_lumen.go', 3), carried('src/net/Sock.go', 2), carried('net/a.go')],
  },
  {
    port: 'other',
    portName: 'Other',
    paths: [carried('src/net/Sock.go', 9), carried('README.md', 5)],
  },
];

function paths(words: readonly string[], most = 10): readonly string[] {
  return findCarriedPaths(ports, words, most).things.map(({ path }) => path);
}

test('every word occurs, however it is written, and files named so come first', () => {
  expect(paths(['net'])).toEqual(['src/os/net_lumen.go', 'net/a.go', 'src/net/Sock.go']);
  expect(paths(['sock', 'src'])).toEqual(['src/net/Sock.go']);
  expect(paths(['net', 'readme'])).toEqual([]);
});

test('all are counted, however few are wanted', () => {
  expect(findCarriedPaths(ports, ['net'], 1)).toMatchObject({
    total: 3,
    isMore: false,
    things: [{ path: 'src/os/net_lumen.go' }],
  });
});

test('a path that several ports carry is one, the port with the most rebases first', () => {
  const [{ carriers } = { carriers: [] }] = findCarriedPaths(ports, ['sock'], 10).things;
  expect(carriers.map(({ port, rebases }) => [port, rebases])).toEqual([
    ['other', 9],
    ['lumen', 2],
  ]);
});
