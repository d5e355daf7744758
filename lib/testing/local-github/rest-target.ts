// Which repository a REST address is about, by its present name, an old one or its number.
import type { HostedRepository, RepositoryDirectory } from './hosted-repository.ts';

export interface RestRequest {
  readonly method: string;
  /** Below /api/v3, not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
  readonly ifNoneMatch: string | null;
  readonly apiVersion: string | null;
  readonly accept: string;
  /** Parsed JSON of a write. Null: there was none. */
  readonly body: unknown;
}

/** What a REST address is about; `path` is what follows the repository in it. */
export type RestTarget =
  | { kind: 'repository'; repository: HostedRepository; fullName: string; path: string }
  | { kind: 'moved'; repository: HostedRepository; fullName: string; path: string }
  | { kind: 'no-repository'; fullName: string }
  | { kind: 'unknown-path' };

export function findRestTarget(request: RestRequest, directory: RepositoryDirectory): RestTarget {
  if (!isTaught(request)) return { kind: 'unknown-path' };
  const named = /^\/repos\/(?<fullName>[^/]+\/[^/]+)(?<rest>\/.*)?$/s.exec(request.path)?.groups;
  if (named !== undefined) {
    const fullName = decode(named['fullName']);
    const found = directory.byName(fullName);
    if (found === null) return { kind: 'no-repository', fullName };
    const { repository, moved } = found;
    // The rest of a moved address goes into a Location header and so stays as it came.
    const path = moved ? (named['rest'] ?? '') : decode(named['rest']);
    return { kind: moved ? 'moved' : 'repository', repository, fullName, path };
  }
  const numbered = /^\/repositories\/(?<id>\d+)(?<rest>\/.*)?$/s.exec(request.path)?.groups;
  if (numbered === undefined) return { kind: 'unknown-path' };
  const repository = directory.byId(Number(numbered['id']));
  if (repository === null) return { kind: 'no-repository', fullName: numbered['id'] ?? '' };
  const { fullName } = repository;
  return { kind: 'repository', repository, fullName, path: decode(numbered['rest']) };
}

/** Everything is read only, but for issues. */
function isTaught({ method, path }: RestRequest): boolean {
  if (method === 'GET') return true;
  return (
    /^\/repos(?:itories)?\/.*\/issues(?:\/\d+)?$/.test(path) && ['POST', 'PATCH'].includes(method)
  );
}

function decode(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return text ?? '';
  }
}
