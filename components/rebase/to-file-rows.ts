// Adds to each file where it can be seen: on the fork at head, on upstream at base, and where it was copied from.
import { fileUrl, type GithubRepository } from '#lib/domain/github-url.ts';
import type { FileChange } from '#lib/domain/measurement.ts';

import type { FileRow } from './prepare-files.ts';

export interface FilePlaces {
  readonly fork: GithubRepository;
  readonly headSha: string;
  readonly upstream: GithubRepository;
  /** Null: upstream lacks the tag. */
  readonly baseSha: string | null;
}

export function toFileRows(
  files: readonly FileChange[],
  { fork, headSha, upstream, baseSha }: FilePlaces,
): FileRow[] {
  return files.map((file) => ({
    ...file,
    headUrl: file.status === 'deleted' ? null : fileUrl(fork, headSha, file.path),
    baseUrl:
      file.status === 'added' || baseSha === null
        ? null
        : fileUrl(upstream, baseSha, file.previousPath ?? file.path),
    copiedUrl:
      file.copiedFrom === null
        ? null
        : fileUrl(upstream, file.copiedFrom.release, file.copiedFrom.path),
  }));
}
