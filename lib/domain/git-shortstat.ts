// Writes counts as git itself prints them, so that the reader can compare letter by letter.
import type { LineCount } from './measurement.ts';

/** As `git diff --shortstat` prints it; it leaves a part out that is 0, and prints nothing for an empty patch. */
export function formatShortstat({ files, insertions, deletions }: LineCount): string {
  if (files === 0) return '';
  const parts = [`${files} ${files === 1 ? 'file' : 'files'} changed`];
  // Git names both when there is neither: https://github.com/git/git/blob/v2.39.5/diff.c (print_stat_summary_inserts_deletes)
  if (insertions > 0 || deletions === 0) {
    parts.push(`${insertions} ${insertions === 1 ? 'insertion' : 'insertions'}(+)`);
  }
  if (deletions > 0 || insertions === 0) {
    parts.push(`${deletions} ${deletions === 1 ? 'deletion' : 'deletions'}(-)`);
  }
  return parts.join(', ');
}
