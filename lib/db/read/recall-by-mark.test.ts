import { expect, test } from 'vitest';

import { recallByMark } from './recall-by-mark.ts';

/** One that says how often, and of which ports, it was read, and waits with its answer until `go`. */
function slowReading() {
  const recall = recallByMark<string>();
  const reads: (readonly number[])[] = [];
  const waiting: (() => void)[] = [];
  return {
    reads,
    go: () => waiting.splice(0).forEach((next) => next()),
    ask: (marks: Readonly<Record<number, string>>, value: string) =>
      recall(
        Object.entries(marks).map(([portId, mark]) => ({ portId: Number(portId), mark })),
        async (portIds) => {
          reads.push(portIds);
          await new Promise<void>((next) => waiting.push(next));
          return new Map(portIds.map((id) => [id, value]));
        },
      ),
  };
}

test('only what has another mark is read again', async () => {
  const { ask, go, reads } = slowReading();
  const first = ask({ 1: 'a', 2: 'a' }, 'old');
  go();
  await first;
  const second = ask({ 1: 'a', 2: 'b', 3: 'a' }, 'new');
  go();
  expect(await second).toEqual(
    new Map([
      [1, 'old'],
      [2, 'new'],
      [3, 'new'],
    ]),
  );
  expect(reads).toEqual([
    [1, 2],
    [2, 3],
  ]);
});

test('whoever asks while it is read waits for that', async () => {
  const { ask, go, reads } = slowReading();
  const both = [ask({ 1: 'a' }, 'read'), ask({ 1: 'a' }, 'read twice')];
  go();
  const read = new Map([[1, 'read']]);
  expect(await Promise.all(both)).toEqual([read, read]);
  expect(reads).toHaveLength(1);
});

test('who began to read before a change gives nothing old to who began after it', async () => {
  const { ask, go } = slowReading();
  const before = ask({ 1: 'before' }, 'old');
  const after = ask({ 1: 'after' }, 'new');
  go();
  await before;
  expect(await after).toEqual(new Map([[1, 'new']]));
  expect(await ask({ 1: 'after' }, 'never read')).toEqual(new Map([[1, 'new']]));
});

test('what could not be read is tried again', async () => {
  const recall = recallByMark<string>();
  const marks = [{ portId: 1, mark: 'a' }];
  const broken = recall(marks, () => Promise.reject(new Error('The database did not answer.')));
  await expect(broken).rejects.toThrow('did not answer');
  expect(await recall(marks, async () => new Map([[1, 'read']]))).toEqual(new Map([[1, 'read']]));
});

test('a port of which there is nothing is left out', async () => {
  expect(await recallByMark()([{ portId: 1, mark: 'a' }], async () => new Map())).toEqual(
    new Map(),
  );
});
