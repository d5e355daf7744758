// Two repositories on a local GitHub and an empty mirror beside them: what tests of fetching start from.
import path from 'node:path';
import { fetchRefs, type FetchRequest } from '#lib/git/fetch-refs.ts';
import { listRemoteRefs } from '#lib/git/list-remote-refs.ts';
import { openMirror, type Mirror } from '#lib/git/mirror.ts';
import type { NetworkAccess } from '#lib/git/run-git.ts';
import { createTestRepo, createTestRoot, type TestRepo } from './git-repo.ts';
import { runRawGit } from './local-github/run-raw-git.ts';
import { startLocalGithub, type LocalGithub } from './local-github/start-local-github.ts';

export interface MirrorScene {
  readonly root: string;
  readonly github: LocalGithub;
  /** Shown as "golang/go". */
  readonly upstream: TestRepo;
  /** Shown as "o/fork". */
  readonly fork: TestRepo;
  readonly mirror: Mirror;
  readonly network: NetworkAccess;
  /** Lists and fetches all branches and tags. */
  readonly fetch: (
    fullName: string,
    changes?: Partial<Pick<FetchRequest, 'expected' | 'prune' | 'onProgress' | 'signal'>>,
  ) => Promise<void>;
  /** "<name> <oid>" of each ref of the mirror, by raw git. */
  readonly refs: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export async function openMirrorScene(): Promise<MirrorScene> {
  const root = createTestRoot();
  const upstream = createTestRepo(root.path, 'upstream.git');
  const fork = createTestRepo(root.path, 'fork.git');
  const github = await startLocalGithub({
    port: 0,
    repositories: [
      { fullName: 'golang/go', path: upstream.gitDir },
      { fullName: 'o/fork', path: fork.gitDir },
    ],
  });
  const mirror = await openMirror(path.join(root.path, 'mirror'));
  const network: NetworkAccess = { protocol: 'http', token: null, serverUrl: github.serverUrl };
  return {
    root: root.path,
    github,
    upstream,
    fork,
    mirror,
    network,
    fetch: async (fullName, changes = {}) => {
      const url = `${github.serverUrl}/${fullName}.git`;
      await fetchRefs(mirror, {
        fullName,
        url,
        patterns: ['refs/heads/*', 'refs/tags/*'],
        expected: changes.expected ?? (await listRemoteRefs(url, network)),
        prune: false,
        network,
        ...changes,
      });
    },
    refs: async () => {
      const listing = ['for-each-ref', '--format=%(refname) %(objectname)'];
      const { stdout } = await runRawGit([`--git-dir=${mirror.store.gitDir}`, ...listing]);
      return stdout.toString('latin1').split('\n').slice(0, -1);
    },
    close: async () => {
      await github.close();
      root.remove();
    },
  };
}
