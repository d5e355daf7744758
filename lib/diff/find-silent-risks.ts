// Lists what merges cleanly and may need work all the same, and what of it really did: DESIGN §4 "Silent risk".
import type { PortPlatforms } from '#lib/domain/platform.ts';
import { canBeSilentRisk, silentRiskRules, type SilentRisk } from '#lib/domain/silent-risk.ts';
import { listChangedPaths, type ChangedPath } from '#lib/git/list-changed-paths.ts';
import { listVersions } from '#lib/git/list-versions.ts';
import type { GitRepository } from '#lib/git/run-git.ts';
import type { RehearsalInstruments } from './rehearsal-instruments.ts';
import type { RebaseCommits } from './rehearse.ts';

export interface SilentRiskQuestion {
  /** The rebase's base: what upstream had when the port was last made. */
  readonly base: string;
  readonly target: string;
  /** Paths in conflict: they are no silent risk. */
  readonly conflicts: readonly string[];
  readonly platforms: PortPlatforms;
}

/** In git's order of paths, a path once for each rule that names it. Throws GitError. */
export async function findSilentRisks(
  { repository, objects }: Pick<RehearsalInstruments, 'repository' | 'objects'>,
  { base, target, conflicts, platforms }: SilentRiskQuestion,
): Promise<readonly SilentRisk[]> {
  const risks: SilentRisk[] = [];
  for (const { path, to } of await listNewFiles(repository, { base, target, conflicts })) {
    const isText = to?.mode.startsWith('100') === true && path.endsWith('.go');
    const object = isText ? await objects.read(to.oid) : null;
    const source = object?.content.toString('latin1') ?? null;
    const rules = silentRiskRules({ path, source }, platforms);
    risks.push(...rules.map((rule) => ({ path, rule })));
  }
  return risks;
}

/**
 * The paths that people had to touch from one rebase to the next though they had merged cleanly: new in upstream, not in
 * conflict, and changed or left out by the port. Throws GitError.
 */
export async function listSilentWork(
  repository: GitRepository,
  {
    from,
    to,
    conflicts,
  }: {
    readonly from: Pick<RebaseCommits, 'base'>;
    readonly to: RebaseCommits;
    readonly conflicts: readonly string[];
  },
): Promise<readonly string[]> {
  const question = { base: from.base, target: to.base, conflicts };
  const files = await listNewFiles(repository, question);
  const versions = await listVersions(repository, to.head);
  return files
    .filter(({ path, to: version }) => versions.get(path)?.oid !== version?.oid)
    .map(({ path }) => path);
}

async function listNewFiles(
  repository: GitRepository,
  { base, target, conflicts }: Omit<SilentRiskQuestion, 'platforms'>,
): Promise<readonly ChangedPath[]> {
  const inConflict = new Set(conflicts);
  const changes = await listChangedPaths(repository, base, target);
  return changes.filter(
    ({ path, from, to }) =>
      from === null && to !== null && canBeSilentRisk(path) && !inConflict.has(path),
  );
}
