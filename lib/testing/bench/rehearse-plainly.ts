// What plain git needs for a step, one command after another: merge-tree, the diff of the trees, and range-diff.
import type { PlainGit } from './run-plain-git.ts';

export interface PlainStep {
  readonly from: { readonly base: string; readonly head: string };
  readonly to: { readonly base: string; readonly head: string };
}

export interface PlainRehearsal {
  /** Time inside the three commands; what it takes to make the commits for merge-tree is not counted. */
  readonly elapsedMs: number;
  /** In git's order. */
  readonly conflicts: readonly string[];
  /** Lines in which the second rebase differs from what git merged, where nothing is in conflict. */
  readonly cleanLines: number;
  /** "same changed dropped new". */
  readonly flow: string;
}

/** `git` writes new objects to a folder of its own. */
export async function rehearsePlainly(
  git: PlainGit,
  { from, to }: PlainStep,
): Promise<PlainRehearsal> {
  const commit = async (name: string, parents: readonly string[]): Promise<string> => {
    const options = parents.flatMap((parent) => ['-p', parent]);
    const answer = await git(['commit-tree', '-m', 'bench', ...options, `${name}^{tree}`], {
      extra: IDENTITY,
    });
    return answer.stdout.toString().trim();
  };
  const parent = await commit(from.base, []);
  const ours = await commit(to.base, [parent]);
  const theirs = await commit(from.head, [parent]);
  const merge = await git(['merge-tree', '--write-tree', '-z', '--no-messages', ours, theirs], {
    exitCodes: [0, 1],
  });
  const [tree = '', ...stages] = merge.stdout.toString().split('\0').filter(Boolean);
  const inTree = new Set(stages.map((stage) => stage.slice(stage.indexOf('\t') + 1)));
  const withoutLabel = (path: string): string =>
    [ours, theirs].reduce(
      (name, label) => name.replace(new RegExp(`~${label}(_\\d+)?$`), ''),
      path,
    );
  const diff = await git(['diff', '--no-renames', '--numstat', '-z', tree, to.head]);
  const ranges = [`${from.base}..${from.head}`, `${to.base}..${to.head}`];
  const flow = await git(['range-diff', '-s', '--no-color', ...ranges]);
  return {
    elapsedMs: merge.elapsedMs + diff.elapsedMs + flow.elapsedMs,
    conflicts: [...new Set([...inTree].map(withoutLabel))],
    cleanLines: sumLines(diff.stdout.toString(), inTree),
    flow: countSigns(flow.stdout.toString()),
  };
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'bench',
  GIT_AUTHOR_EMAIL: 'bench@tidemark.invalid',
  GIT_AUTHOR_DATE: '946684800 +0000',
  GIT_COMMITTER_NAME: 'bench',
  GIT_COMMITTER_EMAIL: 'bench@tidemark.invalid',
  GIT_COMMITTER_DATE: '946684800 +0000',
};

/** "12 TAB 3 TAB src/a.go" NUL; a dash for a binary file. */
function sumLines(numstat: string, leftOut: ReadonlySet<string>): number {
  let lines = 0;
  for (const entry of numstat.split('\0').filter(Boolean)) {
    const [insertions, deletions, ...path] = entry.split('\t');
    if (leftOut.has(path.join('\t')) || insertions === '-') continue;
    lines += Number(insertions) + Number(deletions);
  }
  return lines;
}

/** "1:  1670f950ab ! 1:  07f3a8d975 subject", a line for each pair. */
function countSigns(rangeDiff: string): string {
  const signs = rangeDiff.split('\n').map((line) => /^ *\S+ +\S+ ([=!<>]) /.exec(line)?.[1]);
  return ['=', '!', '<', '>'].map((sign) => signs.filter((one) => one === sign).length).join(' ');
}
