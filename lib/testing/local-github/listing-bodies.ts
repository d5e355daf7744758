// Branches, tags, refs and releases in the words of GitHub's REST API, one function for each kind of list entry.
import type { components } from '@octokit/openapi-types';
import type { HostedRelease } from './hosted-repository.ts';
import { nodeId, simpleUserBody, type Addresses } from './repository-body.ts';

type Schemas = components['schemas'];

/** A ref with what git knows of its object; `name` is UTF-8 here, as JSON must be. */
export interface ResolvedRef {
  readonly name: string;
  readonly sha: string;
  readonly type: 'commit' | 'tag' | 'tree' | 'blob';
  /** The commit it leads to. Null: it leads to none. */
  readonly commit: string | null;
}

interface Place {
  readonly fullName: string;
  readonly addresses: Addresses;
}

export function branchBody(name: string, sha: string, place: Place): Schemas['short-branch'] {
  return {
    name,
    commit: { sha, url: `${repositoryUrl(place)}/commits/${sha}` },
    protected: false,
  };
}

export function tagBody(name: string, sha: string, place: Place): Schemas['tag'] {
  const url = repositoryUrl(place);
  return {
    name,
    zipball_url: `${url}/zipball/refs/tags/${name}`,
    tarball_url: `${url}/tarball/refs/tags/${name}`,
    commit: { sha, url: `${url}/commits/${sha}` },
    node_id: nodeId('Ref', `${place.fullName}:refs/tags/${name}`),
  };
}

/** The object is the tag's own for an annotated tag: whoever wants the commit must peel it. */
export function gitRefBody(ref: ResolvedRef, place: Place): Schemas['git-ref'] {
  const url = repositoryUrl(place);
  return {
    ref: ref.name,
    node_id: nodeId('Ref', `${place.fullName}:${ref.name}`),
    url: `${url}/git/${ref.name}`,
    object: { sha: ref.sha, type: ref.type, url: `${url}/git/${ref.type}s/${ref.sha}` },
  };
}

/** `id` stays the same for the same release. */
export function releaseBody(release: HostedRelease, id: number, place: Place): Schemas['release'] {
  const url = repositoryUrl(place);
  const [owner = ''] = place.fullName.split('/');
  return {
    url: `${url}/releases/${id}`,
    assets_url: `${url}/releases/${id}/assets`,
    upload_url: `${place.addresses.serverUrl}/api/uploads/repos/${place.fullName}/releases/${id}/assets{?name,label}`,
    html_url: `${place.addresses.serverUrl}/${place.fullName}/releases/tag/${release.tag}`,
    id,
    author: simpleUserBody(owner, place.addresses),
    node_id: nodeId('Release', String(id)),
    tag_name: release.tag,
    target_commitish: 'master',
    name: release.name,
    draft: false,
    prerelease: release.prerelease,
    created_at: release.publishedAt,
    published_at: release.publishedAt,
    assets: [],
    tarball_url: `${url}/tarball/${release.tag}`,
    zipball_url: `${url}/zipball/${release.tag}`,
    body: release.body,
  };
}

function repositoryUrl(place: Place): string {
  return `${place.addresses.apiUrl}/repos/${place.fullName}`;
}
