import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface LineWithoutFixes {
  readonly repositoryId: number;
  /** "go1.21". */
  readonly line: string;
  /** All of the line, in release order: what a release fixes depends on those before it. */
  readonly releases: readonly NamedCommit[];
}

interface NamedCommit {
  readonly name: string;
  readonly sha: string;
}

/**
 * Lines of upstreams with a release of which nobody has looked what it fixes: not at its commit, not by this version of the
 * method, or only for a recording, which keeps no subjects. What is not in the mirror yet has to wait.
 */
export async function listLinesWithoutFixes(
  db: DatabaseClient,
  methodVersion: number,
  repositoryId: number | null = null,
): Promise<LineWithoutFixes[]> {
  const releases = await db.release.findMany({
    where: {
      ...(repositoryId === null ? {} : { repositoryId }),
      repository: { fetchedAt: { not: null }, upstreamOf: { some: {} } },
    },
    orderBy: [{ repositoryId: 'asc' }, { order: 'asc' }, { name: 'asc' }],
    select: {
      repositoryId: true,
      line: true,
      name: true,
      sha: true,
      fixesAtSha: true,
      fixesMethodVersion: true,
      fixes: { where: { subject: null }, select: { cve: true }, take: 1 },
    },
  });
  const lines = new Map<string, LineWithoutFixes & { isDue: boolean; releases: NamedCommit[] }>();
  for (const { repositoryId: id, line, name, sha, ...looked } of releases) {
    const key = `${id} ${line}`;
    const known = lines.get(key) ?? { repositoryId: id, line, isDue: false, releases: [] };
    const isDue =
      looked.fixesAtSha !== sha ||
      looked.fixesMethodVersion !== methodVersion ||
      looked.fixes.length > 0;
    known.isDue ||= isDue;
    known.releases.push({ name, sha });
    lines.set(key, known);
  }
  return [...lines.values()].flatMap(({ isDue, ...line }) => (isDue ? [line] : []));
}
