// The part of GitHub's repository object that the product uses: https://docs.github.com/en/rest/repos/repos#get-a-repository
import { z } from 'zod';

/** Also what is stored for a later 304; unknown fields are dropped. */
export const repositoryAnswer = z.object({
  id: z.int().positive(),
  full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  default_branch: z.string().min(1),
  archived: z.boolean(),
  pushed_at: z.iso.datetime({ offset: true }).nullable(),
  parent: z.object({ full_name: z.string() }).optional(),
});

export interface GitHubRepository {
  /** Stays when the repository is renamed. */
  readonly githubId: number;
  /** "owner/name" as GitHub spells it. */
  readonly fullName: string;
  readonly defaultBranch: string;
  readonly archived: boolean;
  /** Null: nothing was ever pushed. */
  readonly pushedAt: Date | null;
  /** Full name of the repository it was forked from. Null: not a fork. */
  readonly parent: string | null;
}

export function toGitHubRepository(answer: z.output<typeof repositoryAnswer>): GitHubRepository {
  return {
    githubId: answer.id,
    fullName: answer.full_name,
    defaultBranch: answer.default_branch,
    archived: answer.archived,
    pushedAt: answer.pushed_at === null ? null : new Date(answer.pushed_at),
    parent: answer.parent?.full_name ?? null,
  };
}
