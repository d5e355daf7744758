// The REST endpoints that the product uses, answered from git; every other path is unknown here.
import type { components } from '@octokit/openapi-types';
import type { HostedRepository, RepositoryDirectory } from './hosted-repository.ts';
import type { HostedIssue, IssueBook } from './issues.ts';
import {
  branchBody,
  gitRefBody,
  releaseBody,
  tagBody,
  type ResolvedRef,
} from './listing-bodies.ts';
import { cutPage } from './paging.ts';
import { fullRepositoryBody, type Addresses, type RepositoryFacts } from './repository-body.ts';
import { newestCommitMs, resolveRefs } from './resolve-refs.ts';

type Schemas = components['schemas'];

interface CheckRuns {
  readonly total_count: number;
  readonly check_runs: readonly Schemas['check-run'][];
}

type List =
  | readonly Schemas['release'][]
  | readonly Schemas['tag'][]
  | readonly Schemas['short-branch'][]
  | readonly Schemas['git-ref'][]
  | readonly HostedIssue[];

export type RestAnswer =
  | {
      readonly kind: 'found';
      readonly body: Schemas['full-repository'] | CheckRuns | HostedIssue;
    }
  | { readonly kind: 'list'; readonly body: List; readonly link: string | null }
  | { readonly kind: 'no-commit'; readonly ref: string }
  | { readonly kind: 'no-issue' }
  | { readonly kind: 'unknown-path' };

export interface RestWorld {
  readonly directory: RepositoryDirectory;
  readonly issues: IssueBook;
  readonly addresses: Addresses;
}

export interface RestQuestion {
  readonly repository: HostedRepository;
  /** What follows the repository in the URL, decoded: "" or e.g. "/git/matching-refs/heads/". */
  readonly path: string;
  readonly query: URLSearchParams;
}

const WHEN_NOTHING_WAS_PUSHED = '2019-06-01T00:00:00Z';

export async function answerRest(question: RestQuestion, world: RestWorld): Promise<RestAnswer> {
  const { repository, path } = question;
  if (path === '') return { kind: 'found', body: await describeRepository(repository, world) };

  const place = { fullName: repository.fullName, addresses: world.addresses };
  if (path === '/releases') {
    const newestFirst = repository.releases
      .map((release, index) => releaseBody(release, repository.id * 1_000_000 + index + 1, place))
      .toSorted((left, right) => compareText(right.created_at, left.created_at));
    return listOf(newestFirst, question, world);
  }
  if (path === '/branches') {
    const refs = await refsUnder('refs/heads/', repository);
    const bodies = refs.map(({ name, sha }) => branchBody(name.slice(11), sha, place));
    return listOf(bodies, question, world);
  }
  if (path === '/tags') {
    const refs = await refsUnder('refs/tags/', repository);
    const bodies = refs.flatMap(({ name, commit }) =>
      commit === null ? [] : [tagBody(name.slice(10), commit, place)],
    );
    return listOf(bodies.toSorted(byVersionDownwards), question, world);
  }
  if (path === '/issues') return listIssues(question, world);
  const issueNumber = /^\/issues\/(?<number>\d+)$/.exec(path)?.groups?.['number'];
  if (issueNumber !== undefined) {
    const held = world.issues.list(repository.id);
    const issue = held.find(({ number }) => number === Number(issueNumber));
    return issue === undefined ? { kind: 'no-issue' } : { kind: 'found', body: issue };
  }
  const matching = /^\/git\/matching-refs\/(?<prefix>.+)$/s.exec(path)?.groups?.['prefix'];
  if (matching !== undefined) {
    const refs = await refsUnder(`refs/${matching}`, repository);
    return listOf(
      refs.map((ref) => gitRefBody(ref, place)),
      question,
      world,
    );
  }
  const checked = /^\/commits\/(?<ref>.+)\/check-runs$/s.exec(path)?.groups?.['ref'];
  if (checked !== undefined) return await listCheckRuns(repository, checked);
  return { kind: 'unknown-path' };
}

/** https://docs.github.com/en/rest/issues/issues#list-repository-issues */
function listIssues(question: RestQuestion, world: RestWorld): RestAnswer {
  const { repository, query } = question;
  const state = query.get('state') ?? 'open';
  const since = query.get('since') ?? '';
  const shown = world.issues
    .list(repository.id)
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => issue.updated_at >= since);
  const isOldestFirst = query.get('direction') === 'asc';
  return listOf(isOldestFirst ? shown : shown.toReversed(), question, world);
}

async function listCheckRuns(repository: HostedRepository, ref: string): Promise<RestAnswer> {
  const { refs } = await repository.exposed.refresh();
  const named = refs.find(({ name }) =>
    [`refs/${ref}`, `refs/heads/${ref}`, `refs/tags/${ref}`].includes(name),
  );
  const sha = named?.sha ?? ref;
  const [resolved] = /^[0-9a-f]{40}$/.test(sha)
    ? await resolveRefs(repository.exposed.gitDir, [{ name: ref, sha }])
    : [];
  if (resolved === undefined || resolved.commit === null) return { kind: 'no-commit', ref };
  return { kind: 'found', body: { total_count: 0, check_runs: [] } };
}

async function describeRepository(
  repository: HostedRepository,
  world: RestWorld,
): Promise<Schemas['full-repository']> {
  const parent =
    repository.parent === null ? null : (world.directory.byName(repository.parent) ?? null);
  return fullRepositoryBody(
    await factsOf(repository),
    parent === null ? null : await factsOf(parent.repository),
    world.addresses,
  );
}

async function factsOf(repository: HostedRepository): Promise<RepositoryFacts> {
  const { refs, head } = await repository.exposed.refresh();
  const { gitDir } = repository.exposed;
  const newestMs = await newestCommitMs(gitDir, await resolveRefs(gitDir, refs));
  const pushedMs = Math.max(newestMs ?? 0, repository.pushedAtMs ?? 0);
  return {
    id: repository.id,
    fullName: repository.fullName,
    description: repository.description,
    archived: repository.archived,
    defaultBranch: repository.defaultBranch ?? head.replace(/^refs\/heads\//, ''),
    pushedAt: pushedMs === 0 ? WHEN_NOTHING_WAS_PUSHED : toGithubTime(pushedMs),
    isFork: repository.parent !== null,
  };
}

function toGithubTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

async function refsUnder(
  prefix: string,
  repository: HostedRepository,
): Promise<readonly ResolvedRef[]> {
  const { refs } = await repository.exposed.refresh();
  const bytes = Buffer.from(prefix).toString('latin1');
  return await resolveRefs(
    repository.exposed.gitDir,
    refs.filter(({ name }) => name.startsWith(bytes)),
  );
}

/** GitHub's links name the repository by its number, and so outlive a rename. */
function listOf<Body extends List[number]>(
  bodies: readonly Body[],
  { repository, path, query }: RestQuestion,
  { addresses }: RestWorld,
): { kind: 'list'; body: readonly Body[]; link: string | null } {
  const url = `${addresses.apiUrl}/repositories/${repository.id}${encodeURI(path)}`;
  const { items, link } = cutPage(bodies, query, url);
  return { kind: 'list', body: items, link };
}

function byVersionDownwards(left: { name: string }, right: { name: string }): number {
  return right.name.localeCompare(left.name, 'en', { numeric: true });
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
