// Lists what merges cleanly and may need work all the same, and what of it really did: /method#silent-risk.
import type { PortPlatforms } from '#lib/domain/platform.ts';
import { canBeSilentRisk, silentRiskRules, type SilentRisk } from '#lib/domain/silent-risk.ts';
import type { ChangedPath } from '#lib/git/list-changed-paths.ts';
import { listVersions } from '#lib/git/list-versions.ts';
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
  { objects, changes }: Pick<RehearsalInstruments, 'objects' | 'changes'>,
  { base, target, conflicts, platforms }: SilentRiskQuestion,
): Promise<readonly SilentRisk[]> {
  const risks: SilentRisk[] = [];
  for (const { path, to } of listNewFiles(await changes(base, target), conflicts)) {
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
  { repository, changes }: Pick<RehearsalInstruments, 'repository' | 'changes'>,
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
  const files = listNewFiles(await changes(from.base, to.base), conflicts);
  const versions = await listVersions(repository, to.head);
  return files
    .filter(({ path, to: version }) => versions.get(path)?.oid !== version?.oid)
    .map(({ path }) => path);
}

function listNewFiles(
  changes: readonly ChangedPath[],
  conflicts: readonly string[],
): readonly ChangedPath[] {
  const inConflict = new Set(conflicts);
  return changes.filter(
    ({ path, from, to }) =>
      from === null && to !== null && canBeSilentRisk(path) && !inConflict.has(path),
  );
}
