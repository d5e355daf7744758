// The mirror's copies of a repository's refs, under refs/src/<owner>/<name>/: listed by the names they have there, and changed together.
import { pathText } from './path-text.ts';
import { runGit, type GitRepository } from './run-git.ts';

export interface SourceRef {
  /** As in the repository it came from, e.g. "refs/heads/master"; not valid UTF-8: as git quotes it. */
  readonly name: string;
  readonly oid: string;
  /** Full name in the mirror. */
  readonly mirrorName: Buffer;
}

/** "<oid> refs/src/golang/go/heads/master"; a name holds no newline. */
export async function listSourceRefs(
  store: GitRepository,
  fullName: string,
): Promise<readonly SourceRef[]> {
  const prefix = `refs/src/${fullName}/`;
  const { stdout } = await runGit(store, {
    args: ['for-each-ref', '--format=%(objectname) %(refname)', prefix],
  });
  return stdout
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const space = line.indexOf(' ');
      const mirrorName = Buffer.from(line.slice(space + 1), 'latin1');
      const own = Buffer.concat([Buffer.from('refs/'), mirrorName.subarray(prefix.length)]);
      return { name: pathText(own), oid: line.slice(0, space), mirrorName };
    });
}

/** All of them or none. Throws GitError. */
export async function removeRefs(store: GitRepository, refs: readonly SourceRef[]): Promise<void> {
  // With -z: "delete SP <ref> NUL <old oid> NUL"; an old oid may be left empty.
  await updateRefs(
    store,
    refs.map(({ mirrorName }) => command('delete', mirrorName, '\0')),
  );
}

/** All of them or none. Throws GitError. */
export async function setRefs(store: GitRepository, refs: readonly SourceRef[]): Promise<void> {
  // "update SP <ref> NUL <oid> NUL <old oid> NUL"
  await updateRefs(
    store,
    refs.map(({ mirrorName, oid }) => command('update', mirrorName, `${oid}\0\0`)),
  );
}

async function updateRefs(store: GitRepository, commands: readonly Buffer[]): Promise<void> {
  if (commands.length === 0) return;
  await runGit(store, { args: ['update-ref', '--stdin', '-z'], stdin: Buffer.concat(commands) });
}

function command(verb: 'delete' | 'update', mirrorName: Buffer, rest: string): Buffer {
  return Buffer.concat([Buffer.from(`${verb} `), mirrorName, Buffer.from(`\0${rest}`)]);
}
