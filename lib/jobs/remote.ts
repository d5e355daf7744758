// Where a repository's git is served, and how it is reached.
import type { Settings } from '#lib/domain/settings.ts';
import type { NetworkAccess } from '#lib/git/run-git.ts';

export interface Remote {
  readonly url: string;
  readonly network: NetworkAccess;
}

/** The token goes to GITHUB_SERVER_URL and nowhere else. */
export function remoteOf(settings: Settings, fullName: string): Remote {
  const { githubServerUrl: serverUrl, githubToken: token } = settings;
  const protocol = serverUrl.startsWith('http:') ? 'http' : 'https';
  return { url: `${serverUrl}/${fullName}.git`, network: { protocol, token, serverUrl } };
}
