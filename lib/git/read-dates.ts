// The dates that git keeps: when a commit was committed and when an annotated tag was made.
import { openObjectReader } from './object-reader.ts';
import type { GitRepository } from './run-git.ts';

/**
 * For each object name: the committer date of a commit, the tagger date of a tag (null where it has none that a calendar knows).
 * An object that the repository lacks is not in the map. Throws GitError.
 */
export async function readDates(
  repository: GitRepository,
  oids: readonly string[],
): Promise<ReadonlyMap<string, Date | null>> {
  const reader = openObjectReader(repository, 64 * 1024);
  try {
    const dates = new Map<string, Date | null>();
    const objects = await Promise.all([...new Set(oids)].map((oid) => reader.read(oid)));
    for (const object of objects) {
      if (object) dates.set(object.oid, dateOf(object.content.toString('utf8')));
    }
    return dates;
  } finally {
    reader.close();
  }
}

const LATEST_SECONDS = Date.UTC(9999, 11, 31) / 1000;

/** "committer Name <mail> 1582649422 -0500" in the header, which ends at the first empty line. */
function dateOf(content: string): Date | null {
  const header = content.split('\n\n', 1)[0] ?? '';
  const seconds = /^(?:committer|tagger) .*> (\d+) [+-]\d+$/m.exec(header)?.[1];
  // A date that nothing can show is none: git keeps any number.
  return seconds === undefined || Number(seconds) > LATEST_SECONDS
    ? null
    : new Date(Number(seconds) * 1000);
}
