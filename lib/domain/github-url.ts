// Where a commit, a file or a repository is to be seen on GitHub, or on the GitHub Enterprise that the settings name.

import { unquotedPath } from './quoted-path.ts';

/** `server` without a slash at its end, e.g. "https://github.com"; `repository` is "owner/name". */
export interface GithubRepository {
  readonly server: string;
  readonly repository: string;
}

export function repositoryUrl({ server, repository }: GithubRepository): string {
  return `${server}/${repository}`;
}

export function commitUrl(at: GithubRepository, sha: string): string {
  return `${repositoryUrl(at)}/commit/${sha}`;
}

/** Null when the path's bytes are not UTF-8 (git then quotes it): GitHub has no address for it that text can hold. */
export function fileUrl(at: GithubRepository, sha: string, path: string): string | null {
  if (unquotedPath(path) !== path) return null;
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  return `${repositoryUrl(at)}/blob/${sha}/${escaped}`;
}
