// Asks a server which branches and tags it has: two requests, no quota, and all of them or an error.
import { GitError } from './git-error.ts';
import { pathText } from './path-text.ts';
import { runGit, type GitRun, type NetworkAccess } from './run-git.ts';

export interface RemoteRef {
  /** Full name; not valid UTF-8: as git quotes it. */
  readonly name: string;
  /** The commit: an annotated tag is peeled. */
  readonly sha: string;
  /** The tag object of an annotated tag. */
  readonly tagSha: string | null;
}

const LISTING_TIMEOUT_MS = 60_000;

/**
 * git takes any page without a tab in it, and a header that breaks off, for an empty list of the oldest protocol, which has
 * no end mark. A server that lists no refs and means it greets like this:
 *   packet:          git< # service=git-upload-pack
 *   packet:          git< version 2
 */
const SPEAKS_GIT = /packet: +\S+< (?:# service=|version )/;

/**
 * `git ls-remote --heads --tags URL`, complete or thrown as GitError: git exits with an error when an answer breaks off.
 * A line is "<oid>\trefs/tags/go1.26.0", and for an annotated tag a second one ends in "^{}" and names the commit.
 */
export async function listRemoteRefs(
  url: string,
  network: NetworkAccess,
  signal?: AbortSignal,
): Promise<readonly RemoteRef[]> {
  const args = ['ls-remote', '--heads', '--tags', '--end-of-options', url];
  const run: GitRun = {
    args,
    network,
    timeoutMs: LISTING_TIMEOUT_MS,
    maxStdoutBytes: 64 * 1024 * 1024,
    ...(signal ? { signal } : {}),
  };
  const unreadable = (): GitError =>
    new GitError({
      failureKind: 'unreachable',
      args,
      exitCode: 0,
      stderr: '',
      sentence: `${url} sent a list of refs that cannot be read.`,
    });
  let { stdout } = await runGit(null, run);
  if (stdout.length === 0) {
    const again = await runGit(null, { ...run, tracePackets: true });
    if (again.stdout.length === 0 && !SPEAKS_GIT.test(again.stderr)) throw unreadable();
    stdout = again.stdout;
  }
  const refs = new Map<string, RemoteRef>();
  for (const line of splitLines(stdout)) {
    const match = /^([0-9a-f]{40,64})\t/.exec(line.toString('latin1'));
    const oid = match?.[1];
    if (oid === undefined) throw unreadable();
    const name = pathText(line.subarray(oid.length + 1));
    if (name.endsWith('^{}')) {
      const tag = refs.get(name.slice(0, -3));
      if (tag) refs.set(tag.name, { name: tag.name, sha: oid, tagSha: tag.sha });
    } else {
      refs.set(name, { name, sha: oid, tagSha: null });
    }
  }
  return [...refs.values()];
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}
