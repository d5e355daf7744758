// What git knows of the objects that refs point to; a ref whose object is missing is left out, as git itself leaves it out.
import type { ResolvedRef } from './listing-bodies.ts';
import type { VisibleRef } from './read-refs.ts';
import { runRawGit } from './run-raw-git.ts';

const OBJECT_TYPES: ReadonlySet<string> = new Set(['commit', 'tag', 'tree', 'blob']);

// Two answers of `cat-file --batch-check` for each ref, of the object and of the commit it leads to:
// 41a8c1c93b5a5a8c8a1f5c2f5e0d7f3a9a0b1c2d tag 190
// c2db5f4ccc4dbba3c4d1ee3ef5f3b7c1c5f0a9b8 commit 812
export async function resolveRefs(
  gitDir: string,
  refs: readonly VisibleRef[],
): Promise<readonly ResolvedRef[]> {
  if (refs.length === 0) return [];
  const questions = refs.map(({ sha }) => `${sha}\n${sha}^{commit}\n`).join('');
  const answered = await runRawGit([`--git-dir=${gitDir}`, 'cat-file', '--batch-check'], questions);
  const answers = answered.stdout.toString('latin1').split('\n');
  return refs.flatMap(({ name, sha }, index) => {
    const [, type = ''] = (answers[index * 2] ?? '').split(' ');
    const [commit = '', commitType] = (answers[index * 2 + 1] ?? '').split(' ');
    if (!isObjectType(type)) return [];
    const utf8Name = Buffer.from(name, 'latin1').toString();
    return [{ name: utf8Name, sha, type, commit: commitType === 'commit' ? commit : null }];
  });
}

function isObjectType(type: string): type is ResolvedRef['type'] {
  return OBJECT_TYPES.has(type);
}

/** Commit date of the newest commit among `refs`, in ms since 1970; null when there is none. */
export async function newestCommitMs(
  gitDir: string,
  refs: readonly ResolvedRef[],
): Promise<number | null> {
  const commits = [...new Set(refs.flatMap(({ commit }) => (commit === null ? [] : [commit])))];
  if (commits.length === 0) return null;
  const logged = await runRawGit(
    [`--git-dir=${gitDir}`, 'log', '--no-walk=unsorted', '--stdin', '--format=%ct'],
    commits.map((sha) => `${sha}\n`).join(''),
  );
  const seconds = logged.stdout.toString().split('\n').filter(Boolean).map(Number);
  return seconds.length === 0 ? null : Math.max(...seconds) * 1000;
}
