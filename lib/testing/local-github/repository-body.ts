// A repository in the words of GitHub's REST API: exactly the fields that its published types allow and demand.
import { createHash } from 'node:crypto';
import type { components } from '@octokit/openapi-types';

type Schemas = components['schemas'];
type FullRepository = Schemas['full-repository'];
type ParentRepository = Schemas['repository'];
/** The two types disagree on these. */
type DisputedField = 'temp_clone_token' | 'has_downloads';
type CommonField = Exclude<keyof FullRepository & keyof ParentRepository, DisputedField>;
type CommonFields = Pick<FullRepository, CommonField>;

export interface RepositoryFacts {
  readonly id: number;
  readonly fullName: string;
  readonly description: string | null;
  readonly archived: boolean;
  readonly defaultBranch: string;
  /** ISO 8601, to the second. */
  readonly pushedAt: string;
  readonly isFork: boolean;
}

export interface Addresses {
  /** e.g. "http://127.0.0.1:4400/api/v3" */
  readonly apiUrl: string;
  /** e.g. "http://127.0.0.1:4400" */
  readonly serverUrl: string;
}

const CREATED_AT = '2019-06-01T00:00:00Z';

/** `parent` is the repository it was forked from; GitHub calls the root of all forks `source`, here the same one. */
export function fullRepositoryBody(
  facts: RepositoryFacts,
  parent: RepositoryFacts | null,
  addresses: Addresses,
): FullRepository {
  const own: FullRepository = {
    ...commonFields(facts, addresses),
    subscribers_count: 0,
    network_count: 0,
  };
  if (parent === null) return own;
  const parentBody = parentRepositoryBody(parent, addresses);
  return { ...own, parent: parentBody, source: parentBody };
}

export function simpleUserBody(login: string, addresses: Addresses): Schemas['simple-user'] {
  const url = `${addresses.apiUrl}/users/${login}`;
  const id = createHash('sha256').update(login.toLowerCase()).digest().readUInt32BE(0);
  return {
    login,
    id,
    node_id: nodeId('User', String(id)),
    avatar_url: `${addresses.serverUrl}/avatars/u/${id}`,
    gravatar_id: '',
    url,
    html_url: `${addresses.serverUrl}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: 'Organization',
    site_admin: false,
  };
}

/** Opaque to clients, as GitHub's are; the same for the same thing. */
export function nodeId(kind: string, key: string): string {
  return Buffer.from(`${kind}:${key}`).toString('base64');
}

function parentRepositoryBody(facts: RepositoryFacts, addresses: Addresses): ParentRepository {
  return { ...commonFields(facts, addresses), has_downloads: true };
}

function commonFields(facts: RepositoryFacts, addresses: Addresses): CommonFields {
  const { fullName } = facts;
  const [login = '', name = ''] = fullName.split('/');
  const url = `${addresses.apiUrl}/repos/${fullName}`;
  const htmlUrl = `${addresses.serverUrl}/${fullName}`;
  const { host } = new URL(addresses.serverUrl);
  return {
    id: facts.id,
    node_id: nodeId('Repository', String(facts.id)),
    name,
    full_name: fullName,
    private: false,
    owner: simpleUserBody(login, addresses),
    html_url: htmlUrl,
    description: facts.description,
    fork: facts.isFork,
    url,
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    git_url: `git://${host}/${fullName}.git`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    ssh_url: `git@${host}:${fullName}.git`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
    clone_url: `${htmlUrl}.git`,
    mirror_url: null,
    hooks_url: `${url}/hooks`,
    svn_url: htmlUrl,
    homepage: null,
    language: 'Go',
    forks_count: 0,
    stargazers_count: 0,
    watchers_count: 0,
    size: 0,
    default_branch: facts.defaultBranch,
    open_issues_count: 0,
    is_template: false,
    topics: [],
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    archived: facts.archived,
    disabled: false,
    visibility: 'public',
    pushed_at: facts.pushedAt,
    created_at: CREATED_AT,
    updated_at: facts.pushedAt,
    license: null,
    forks: 0,
    open_issues: 0,
    watchers: 0,
    allow_forking: true,
    web_commit_signoff_required: false,
  };
}
