import type { FileFate } from '#lib/domain/release-pair.ts';

export const fateTitles: Readonly<Record<FileFate, string>> = {
  came: 'Came',
  went: 'Went',
  grew: 'Grew',
  shrank: 'Shrank',
  unknown: 'Not counted',
  same: 'Same size',
};
