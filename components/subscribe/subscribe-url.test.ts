import { expect, test } from 'vitest';

import { parseWish, toSearchParams, wishQuery } from './subscribe-url.ts';

test('a wish survives its address', () => {
  const query =
    'port=tamago&line=go1.26&subsystem=net&subsystem=go-command&kind=behind&severity=critical&pace=weekly';
  const wish = parseWish(new URLSearchParams(query));
  expect(wish).toEqual({
    port: 'tamago',
    line: 'go1.26',
    subsystems: ['net', 'go command'],
    kinds: ['behind'],
    leastSeverity: 'critical',
    pace: 'weekly',
  });
  expect(wishQuery(wish).toString()).toBe(query);
});

test('what is no choice counts as the usual one, and operators’ kinds are none', () => {
  const wish = parseWish(
    new URLSearchParams('port=&line=x&subsystem=x&kind=cannot-poll&severity=x&pace=x'),
  );
  expect(wish).toEqual({
    port: null,
    line: null,
    subsystems: [],
    kinds: [],
    leastSeverity: 'info',
    pace: 'at-once',
  });
  expect(wishQuery(wish).toString()).toBe('');
});

test('what Next hands over keeps every value of a name', () => {
  expect(toSearchParams({ kind: ['a', 'b'], port: 'x', none: undefined }).toString()).toBe(
    'kind=a&kind=b&port=x',
  );
});
