// What the releases of a scene fix: some something, most nothing, and one of which nobody has looked.
import { createHash } from 'node:crypto';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

const fixesOf: Readonly<Record<string, readonly string[]>> = {
  'go1.20.2': ['CVE-2024-11001'],
  'go1.22.2': ['CVE-2026-11001'],
  'go1.22.3': ['CVE-2026-11002', 'CVE-2026-11003'],
};
const notLookedFor = 'go1.20.3';

/** Once the scene's releases are there. */
export async function insertSceneFixes(db: DatabaseClient): Promise<void> {
  const releases = await db.release.findMany({ where: { name: { not: notLookedFor } } });
  for (const { id, name, sha, releasedAt } of releases) {
    await db.release.update({
      where: { id },
      data: { fixesAtSha: sha, fixesMethodVersion: 1 },
    });
    await db.releaseFix.createMany({
      data: (fixesOf[name] ?? []).map((cve) => ({
        releaseId: id,
        cve,
        sha: createHash('sha1').update(cve).digest('hex'),
        committedAt: releasedAt ?? new Date(0),
        subject: `net: refuse what ${cve} was about`,
      })),
    });
  }
}
