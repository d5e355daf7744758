import { expect, test } from 'vitest';

import { formatShortstat } from './git-shortstat.ts';

test.each([
  [
    { files: 133, insertions: 4349, deletions: 168 },
    '133 files changed, 4349 insertions(+), 168 deletions(-)',
  ],
  [{ files: 1, insertions: 1, deletions: 0 }, '1 file changed, 1 insertion(+)'],
  [{ files: 2, insertions: 0, deletions: 1 }, '2 files changed, 1 deletion(-)'],
  [{ files: 1, insertions: 0, deletions: 0 }, '1 file changed, 0 insertions(+), 0 deletions(-)'],
  [{ files: 0, insertions: 0, deletions: 0 }, ''],
])('%j is printed as git prints it', (count, text) => {
  expect(formatShortstat(count)).toBe(text);
});
