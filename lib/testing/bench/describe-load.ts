// What was measured of answers under load, as a table, and whether it is as quick as it should be.
import type { AddressLoad, LoadResult } from './measure-load.ts';

/** In milliseconds, 95 in 100 answers; requests a second; queries an answer. */
export const LOADING = {
  mostFreshMs: 150,
  mostKeptMs: 10,
  leastPagesPerSecond: 1000,
  leastApiPerSecond: 300,
  mostQueries: 8,
  mostShownAfterMs: 5000,
};

export function isLoadGood({ addresses, shownAfterMs }: LoadResult): boolean {
  return (
    shownAfterMs <= LOADING.mostShownAfterMs &&
    addresses.every((address) => listShortfalls(address).length === 0)
  );
}

export function describeLoad({ size, fillSeconds, addresses, shownAfterMs }: LoadResult): string {
  const { ports, rebases, files } = size;
  const columns = ['', 'queries', 'anew p50', 'p95 ms', 'kept p95 ms', 'a second', ''];
  const rows = addresses.map((address) => [
    address.kind === 'peer' ? address.name : `${address.kind}: ${address.name}`,
    String(address.queries),
    address.freshMs.p50.toFixed(0),
    address.freshMs.p95.toFixed(0),
    address.keptMs.p95.toFixed(1),
    address.perSecond.toFixed(0),
    `  ${listShortfalls(address).join(', ')}`,
  ]);
  return [
    `${ports} ports × ${rebases} rebases × ${files} files, filled in ${fillSeconds.toFixed(0)} s`,
    ...[columns, ...rows].map(([name = '', ...cells]) =>
      [name.padEnd(30), ...cells.map((cell) => cell.padStart(12))].join('').trimEnd(),
    ),
    `what is stored is shown after ${(shownAfterMs / 1000).toFixed(1)} s (at most ${LOADING.mostShownAfterMs / 1000} s)`,
    '',
  ].join('\n');
}

function listShortfalls({ kind, queries, freshMs, keptMs, perSecond }: AddressLoad) {
  if (kind === 'peer') return [];
  const least = kind === 'api' ? LOADING.leastApiPerSecond : LOADING.leastPagesPerSecond;
  return [
    ...(queries > LOADING.mostQueries ? ['queries'] : []),
    ...(freshMs.p95 > LOADING.mostFreshMs ? ['slow anew'] : []),
    ...(keptMs.p95 > LOADING.mostKeptMs ? ['slow kept'] : []),
    ...(perSecond < least ? ['too few'] : []),
  ];
}
