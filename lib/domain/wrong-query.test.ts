import { expect, test } from 'vitest';

import { API_ADDRESSES } from './api-addresses.ts';
import { FEED_ADDRESSES } from './feed-addresses.ts';
import { describeWrongQuery } from './wrong-query.ts';

function wrongOf(address: string): string | null {
  return describeWrongQuery(new URL(address, 'http://tidemark.test'));
}

test.each([
  ['/api/v1/compare.csv?metric=cost', /^metric is "cost"; it must be one of patch, touched, /],
  ['/api/v1/compare.csv?metric=', /^metric is ""; it must be one of /],
  ['/api/v1/compare.csv?metric=lag&metric=cost', /^metric is "cost"; /],
  [
    '/api/v1/compare.csv?metric=lag&metric=files',
    /^metric is said more than once, as "lag" and as "files"; it must be said once\.$/,
  ],
  ['/api/v1/ports/tamago/rebases.csv?from=go1.20&from=go1.21', /^from is said more than once/],
  ['/api/v1/ports/tamago/rebases/go1.20.csv?revision=a&revision=b', /^revision is said more than/],
  ['/api/v1/ports/tamago/churn.csv?releases=First', /^releases is "First"; .* first, all\.$/],
  ['/api/v1/ports/nowhere/conflicts.csv?subsystem=kernel', /^subsystem is "kernel"; .*go-command/],
  ['/api/v1/alerts?severity=high', /^severity is "high"; /],
  ['/api/v1/alerts?sort=age', /^There is no filter "sort" here; known: state, port, kind, sev/],
  ['/alerts/feed.atom?subsystem=kernel', /^subsystem is "kernel"; /],
  ['/alerts/feed.json?severity=critical', /^There is no filter "severity" here; known: subsystem/],
  ['/ports/tamago/feed.json?port=lumen', /^There is no filter "port" here; known: subsystem\.$/],
])('%s is wrong, and one sentence says what is known', (address, expected) => {
  expect(wrongOf(address)).toMatch(expected);
});

test.each([
  '/api/v1/compare.csv?metric=lag&ports=a&ports=b,c',
  '/api/v1/compare.csv?metric=lag&metric=lag',
  '/api/v1/compare.csv?utm_source=x&measure=nonsense',
  '/api/v1/ports/tamago/churn.csv?measure=patch&',
  '/api/v1/ports/tamago/conflicts.csv?subsystem=go-command',
  '/api/v1/ports/tamago/conflicts.csv?subsystem=go%20command',
  '/api/v1/ports/tamago/compare.csv?q=a+b&from=go1.20',
  '/alerts/feed.atom?utm_source=x&subsystem=net',
  '/compare?metric=cost',
  '/api/v1',
])('%s is not', (address) => {
  expect(wrongOf(address)).toBeNull();
});

test('a long value is not given back whole', () => {
  expect(wrongOf(`/api/v1/compare.csv?metric=${'x'.repeat(5000)}`)?.length).toBeLessThan(150);
});

test('each address is held to its own parameters, whatever else its path may fit', () => {
  for (const address of [...API_ADDRESSES, ...FEED_ADDRESSES]) {
    const path = address.path.replaceAll(/\{(\w+)\}/g, 'a-$1');
    for (const { name, in: place, values } of address.parameters) {
      if (place !== 'query' || values === null) continue;
      expect([path, wrongOf(`${path}?${name}=no-such`)]).toEqual([
        path,
        `${name} is "no-such"; it must be one of ${values.join(', ')}.`,
      ]);
      for (const value of values) expect(wrongOf(`${path}?${name}=${value}`)).toBeNull();
    }
  }
});

test('an address says that it may answer so where it may, and nowhere else', () => {
  const saying = API_ADDRESSES.filter(({ problems }) =>
    problems.some(({ status }) => status === 400),
  );
  const asked = API_ADDRESSES.filter(({ parameters }) =>
    parameters.some(({ in: place }) => place === 'query'),
  );
  expect(saying.map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
});
