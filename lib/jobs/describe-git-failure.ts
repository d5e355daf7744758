// Says a failed ls-remote or fetch in the words that the poller and the status page use.
import type { FailureKind } from '#lib/github/github-error.ts';
import type { GitError } from '#lib/git/git-error.ts';

export interface DescribedFailure {
  readonly failureKind: FailureKind | 'own-trouble';
  readonly sentence: string;
}

const BY_STATUS: Readonly<Record<number, FailureKind>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  410: 'gone',
  429: 'secondary-limit',
  451: 'unavailable-for-legal-reasons',
};

const STATUS_SENTENCES: Readonly<Record<number, string>> = {
  401: 'refused the token; check GITHUB_TOKEN',
  403: 'refused to serve it',
  404: 'does not know it, or it is private and GITHUB_TOKEN may not see it',
  410: 'says that it is gone',
  429: 'asks us to slow down',
  451: 'may not serve it for legal reasons',
};

/** `what` is what was asked, e.g. "The list of refs of golang/go". */
export function describeGitFailure(what: string, error: GitError): DescribedFailure {
  const status = error.httpStatus;
  if (status !== null) {
    const failureKind = BY_STATUS[status] ?? (status >= 500 ? 'server-error' : 'forbidden');
    const answer = STATUS_SENTENCES[status];
    const said = answer === undefined ? `answered ${status}` : `${answer} (${status})`;
    return { failureKind, sentence: `${what} was not had: the server ${said}` };
  }
  switch (error.failureKind) {
    case 'refused':
      // git asks for a password when a repository is private or not there.
      return {
        failureKind: 'not-found',
        sentence: `${what} was not had: there is no such repository, or it is private`,
      };
    case 'unreachable':
      return {
        failureKind: 'network',
        sentence: `${what} was not had: ${lowerFirst(error.message)}`,
      };
    case 'timed-out':
      return { failureKind: 'network', sentence: `${what} was not had in time` };
    case 'disk-full':
      return {
        failureKind: 'own-trouble',
        sentence: `${what} was not had: no space is left on this machine's disk; make room`,
      };
    case 'failed':
    case 'too-much-output':
    case 'aborted':
    case 'missing-object':
    case 'not-started':
    default:
      return {
        failureKind: 'own-trouble',
        sentence: `${what} was not had: ${lowerFirst(error.message)}`,
      };
  }
}

function lowerFirst(text: string): string {
  return text.startsWith('Git') ? text : `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
