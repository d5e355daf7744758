import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { lookWhileInSight } from './look-while-in-sight.ts';

class Page extends EventTarget {
  visibilityState = 'visible';

  turn(visibilityState: 'visible' | 'hidden'): void {
    this.visibilityState = visibilityState;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
  page = new Page();
  vi.stubGlobal('document', page);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('it looks as long as the page is in sight, and at once when it is again', async () => {
  const look = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const end = lookWhileInSight(look, () => 1000);
  await vi.advanceTimersByTimeAsync(2500);
  expect(look).toHaveBeenCalledTimes(2);
  page.turn('hidden');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(look).toHaveBeenCalledTimes(2);
  page.turn('visible');
  expect(look).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(1500);
  expect(look).toHaveBeenCalledTimes(4);
  end();
  page.turn('hidden');
  page.turn('visible');
  await vi.advanceTimersByTimeAsync(5000);
  expect(look).toHaveBeenCalledTimes(4);
});

test('a look that takes long is not begun again before it is over', async () => {
  const looks: (() => void)[] = [];
  const end = lookWhileInSight(
    () => new Promise<void>((resolve) => looks.push(resolve)),
    () => 1000,
  );
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looks).toHaveLength(1);
  looks[0]?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(looks).toHaveLength(2);
  end();
});
