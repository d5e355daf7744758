// What git says of a commit to a reader: who, when, what, and where it was reviewed.
import { runGit, type GitRepository } from './run-git.ts';
import { splitNul } from './split-nul.ts';

export interface CommitDescription {
  readonly sha: string;
  readonly author: string;
  /** Committer date: when it landed. */
  readonly committedAt: Date;
  readonly subject: string;
  /** The last `Reviewed-on:` trailer, if it is a web address. A cherry-pick carries the original's before its own. */
  readonly reviewUrl: string | null;
}

const FIELDS = ['%H', '%an', '%ct', '%s', '%(trailers:key=Reviewed-on,valueonly,unfold)'];

/** By sha. Throws GitError, also when one is missing. */
export async function describeCommits(
  repository: GitRepository,
  shas: readonly string[],
): Promise<ReadonlyMap<string, CommitDescription>> {
  const descriptions = new Map<string, CommitDescription>();
  if (shas.length === 0) return descriptions;
  const { stdout } = await runGit(repository, {
    args: [
      'log',
      '--no-walk=unsorted',
      '--stdin',
      '--no-patch',
      '--no-notes',
      '--no-show-signature',
      // Five fields, each ended by NUL.
      `--format=tformat:${FIELDS.join('%x00')}%x00`,
    ],
    stdin: [...new Set(shas)].map((sha) => `${sha}\n`).join(''),
  });
  const fields = splitNul(stdout).map((field) => field.toString('utf8'));
  for (let index = 0; index + FIELDS.length <= fields.length; index += FIELDS.length) {
    const [sha = '', author = '', seconds = '', subject = '', trailers = ''] = fields.slice(
      index,
      index + FIELDS.length,
    );
    const name = sha.trim();
    descriptions.set(name, {
      sha: name,
      author,
      committedAt: new Date(Number(seconds) * 1000),
      subject,
      reviewUrl: webAddress(trailers.trim().split('\n').at(-1) ?? ''),
    });
  }
  return descriptions;
}

function webAddress(text: string): string | null {
  const address = text.trim();
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(address) || !URL.canParse(address)) return null;
  return address;
}
