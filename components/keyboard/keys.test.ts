import { expect, test } from 'vitest';

import { KEYS, keysOf, keysOfPage, keysTo, pressKey } from './keys.ts';

test('each key of the list does what the list says, and no two begin alike', () => {
  for (const { keys, act } of KEYS) {
    let pressed: readonly string[] = [];
    for (const key of keys.slice(0, -1)) {
      const step = pressKey(pressed, key);
      expect(step.kind).toBe('wait');
      pressed = step.kind === 'wait' ? step.pressed : [];
    }
    expect(pressKey(pressed, keys.at(-1) ?? '')).toEqual({ kind: 'act', act });
  }
});

test('a key that continues nothing counts as the first of the next', () => {
  expect(pressKey(['g'], 'j')).toEqual({ kind: 'act', act: { kind: 'row', step: 1 } });
  expect(pressKey(['g'], 'g')).toEqual({ kind: 'wait', pressed: ['g'] });
  expect(pressKey(['g'], 'x')).toEqual({ kind: 'none' });
  expect(pressKey([], 'p')).toEqual({ kind: 'none' });
  expect(pressKey([], 'Escape')).toEqual({ kind: 'act', act: { kind: 'clear' } });
});

test('a page without a table lists no keys for rows', () => {
  const labels = keysOfPage({ hasRows: false }).flatMap(({ keys }) => keys);
  expect(labels).not.toContain('j');
  expect(labels).not.toContain('Enter');
  expect(keysOfPage({ hasRows: true })).toEqual(KEYS);
});

test('a menu names the keys that lead where it leads', () => {
  expect(keysTo('/alerts')).toBe('g a');
  expect(keysTo('/method')).toBeNull();
  expect(keysOf('search')).toBe('/');
});
