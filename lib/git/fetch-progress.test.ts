import { describe, expect, it } from 'vitest';
import { createProgressReader, type FetchProgress } from './fetch-progress.ts';

/** As git 2.39.5 printed it while fetching. */
const RECORDED = [
  'remote: Enumerating objects: 3, done.        \n',
  'remote: Counting objects:  33% (1/3)        \r',
  'remote: Counting objects: 100% (3/3), done.        \n',
  'remote: Compressing objects:  50% (1/2)        \r',
  'Receiving objects:   0% (1/274321)\r',
  'Receiving objects:  45% (123456/274321), 101.20 MiB | 12.30 MiB/s\r',
  'Receiving objects:  46% (123457/274321), 2.05 GiB | 12.30 MiB/s\r',
  'Receiving objects:  47% (123458/274321), 512 bytes | 512.00 KiB/s\r',
  'remote: Total 3 (delta 0), reused 0 (delta 0), pack-reused 0        \n',
  'Receiving objects: 100% (274321/274321), 260.00 MiB | 12.30 MiB/s, done.\n',
  'Resolving deltas: 100% (5/5), done.\n',
  'From http://127.0.0.1/o/n\n * [new branch] 50% (1/2) -> a\n',
].join('');

function read(text: string, chunkLength: number): FetchProgress[] {
  const seen: FetchProgress[] = [];
  const push = createProgressReader((progress) => seen.push(progress));
  for (let at = 0; at < text.length; at += chunkLength) push(text.slice(at, at + chunkLength));
  return seen;
}

describe('createProgressReader', () => {
  it('tells stage, objects and bytes of every line that has them', () => {
    expect(read(RECORDED, RECORDED.length)).toEqual(
      (
        [
          ['Counting objects', 1, 3, null],
          ['Counting objects', 3, 3, null],
          ['Compressing objects', 1, 2, null],
          ['Receiving objects', 1, 274_321, null],
          ['Receiving objects', 123_456, 274_321, 106_115_891],
          ['Receiving objects', 123_457, 274_321, 2_201_170_739],
          ['Receiving objects', 123_458, 274_321, 512],
          ['Receiving objects', 274_321, 274_321, 272_629_760],
          ['Resolving deltas', 5, 5, null],
        ] as const
      ).map(([stage, doneObjects, totalObjects, receivedBytes]) => ({
        stage,
        doneObjects,
        totalObjects,
        receivedBytes,
      })),
    );
  });

  it('tells the same however the text is cut', () => {
    const whole = read(RECORDED, RECORDED.length);
    for (const length of [1, 2, 7, 64]) expect(read(RECORDED, length)).toEqual(whole);
  });
});
