// Says which objects a repository lacks, without asking anybody for them.
import { runGit, type GitRepository } from './run-git.ts';

/** Which of these objects are not in the repository. Asks nobody. */
export async function findMissingObjects(
  repository: GitRepository,
  oids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { stdout } = await runGit(repository, {
    args: ['cat-file', '--batch-check=%(objectname)'],
    stdin: oids.map((oid) => `${oid}\n`).join(''),
  });
  // "<oid>" or "<oid> missing"
  const lines = stdout.toString('latin1').split('\n');
  return new Set(lines.flatMap((line) => (line.endsWith(' missing') ? [line.slice(0, -8)] : [])));
}
