// What plain `git diff` says of two commits, read as simply as can be: the yardstick of lib/git and lib/diff, which it shares no code with.
import type { TestRepo } from './git-repo.ts';

export interface RawChange {
  /** As git prints it: "M", "R087". */
  readonly status: string;
  /** The old path first where there are two; a character for each byte. */
  readonly paths: readonly string[];
}

const WITHOUT_LIMITS = ['-l0', '--no-ext-diff', '--end-of-options'];

/** `git diff FLAGS --name-status -z base head`, in git's order. */
export function rawChanges(
  repo: TestRepo,
  flags: readonly string[],
  pair: readonly [base: string, head: string],
): readonly RawChange[] {
  const args = ['diff', ...flags, '--name-status', '-z', ...WITHOUT_LIMITS, ...pair];
  const fields = repo.git(args).toString('latin1').split('\0').slice(0, -1);
  const changes: RawChange[] = [];
  while (fields.length > 0) {
    const status = fields.shift() ?? '';
    changes.push({ status, paths: fields.splice(0, /^[RC]/.test(status) ? 2 : 1) });
  }
  return changes;
}

/** `git diff -M --shortstat base head`. */
export function rawShortstat(
  repo: TestRepo,
  pair: readonly [base: string, head: string],
): { readonly files: number; readonly insertions: number; readonly deletions: number } {
  const said = repo.git(['diff', '-M', '--shortstat', ...WITHOUT_LIMITS, ...pair]).toString();
  const count = (word: RegExp): number => Number(word.exec(said)?.[1] ?? 0);
  return {
    files: count(/(\d+) files? changed/),
    insertions: count(/(\d+) insertions?\(\+\)/),
    deletions: count(/(\d+) deletions?\(-\)/),
  };
}
