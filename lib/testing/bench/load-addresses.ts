// What readers and programs ask for, in the world of fill-large-world.ts.
import { type ConflictName, conflictUrl } from '#lib/domain/conflict-page.ts';

export interface LoadAddress {
  readonly name: string;
  readonly kind: 'page' | 'api' | 'peer';
  /** Of the port with this number, where it is of one. */
  readonly path: (slug: string) => string;
}

/** Pages that say nothing of the data, and so show what the frame and the server cost alone. */
const PEERS: readonly LoadAddress[] = [
  { name: 'healthz, for comparison', kind: 'peer', path: () => '/healthz' },
];

/** `from` and `to`: releases that every port has followed, the first a first release. `conflictOf`: one that the port with this slug has met. */
export function listLoadAddresses({
  from,
  to,
  conflictOf,
}: {
  readonly from: string;
  readonly to: string;
  readonly conflictOf: (slug: string) => ConflictName;
}): readonly LoadAddress[] {
  const page = (name: string, path: LoadAddress['path']): LoadAddress => ({
    name,
    kind: 'page',
    path,
  });
  const api = (name: string, path: LoadAddress['path']): LoadAddress => ({
    name,
    kind: 'api',
    path,
  });
  return [
    ...PEERS,
    page('ports', () => '/'),
    page('port', (slug) => `/ports/${slug}`),
    page('port, first releases', (slug) => `/ports/${slug}?releases=first`),
    page('rebase', (slug) => `/ports/${slug}/${from}`),
    page('patch of a file', (slug) => `/ports/${slug}/${from}/files/src/net/sock_${slug}_2.go`),
    page('conflict', (slug) => conflictUrl(`/ports/${slug}`, conflictOf(slug))),
    page('forecast', (slug) => `/ports/${slug}/forecast`),
    page('backtest', (slug) => `/ports/${slug}/backtest`),
    page('two releases compared', (slug) => `/ports/${slug}/compare?from=${from}&to=${to}`),
    page('ports compared', (slug) => `/compare?ports=${slug},port-002,port-003`),
    page('badges', (slug) => `/ports/${slug}/badges`),
    page('alerts', () => '/alerts'),
    page('search, a path', (slug) => `/search?q=src/net/sock_${slug}_2.go`),
    page('search, a word', () => '/search?q=runtime'),
    page('search, a release', (slug) => `/search?q=${slug} ${from}`),
    page('search, a commit', () => '/search?q=runtime change'),
    page('status', () => '/status'),
    page('subscribe', () => '/subscribe'),
    page('method', () => '/method'),
    page('API described', () => '/api'),
    api('ports', () => '/api/v1/ports'),
    api('rebases', (slug) => `/api/v1/ports/${slug}/rebases`),
    api('rebase', (slug) => `/api/v1/ports/${slug}/rebases/${from}`),
    api('files, CSV', (slug) => `/api/v1/ports/${slug}/rebases/${from}.csv`),
    api('forecast', (slug) => `/api/v1/ports/${slug}/forecast`),
    api('backtest', (slug) => `/api/v1/ports/${slug}/backtest`),
    api('alerts', () => '/api/v1/alerts'),
    api('badge', (slug) => `/ports/${slug}/badge/burden.svg`),
    api('feed', (slug) => `/ports/${slug}/feed.atom`),
  ];
}
