// Copies (/method#copied), step by step with plain git and no thought of speed: what lib/diff must agree with.
import type { Files } from './fast-import-stream.ts';
import type { TestRepo } from './git-repo.ts';
import { rawChanges, type RawChange } from './raw-diff.ts';

export interface RawOrigin {
  /** A character for each byte. */
  readonly path: string;
  readonly from: 'base' | 'earlier';
  readonly similarity: number;
}

const COPIES = ['-C50%', '--find-copies-harder'];

/** By path of the added file, a character for each byte. `headFiles` is the whole tree of `head`. */
export function rawOrigins(
  repo: TestRepo,
  commits: { readonly base: string; readonly head: string; readonly earlier: string | null },
  headFiles: Files,
): ReadonlyMap<string, RawOrigin> {
  const { base, head, earlier } = commits;
  const added = new Set(
    rawChanges(repo, ['-M'], [base, head])
      .filter(({ status }) => status === 'A')
      .map(({ paths }) => paths[0] ?? ''),
  );
  const found = new Map<string, RawOrigin>();
  const record = (changes: readonly RawChange[], from: RawOrigin['from']): void => {
    for (const { status, paths } of changes) {
      const [path = '', to = ''] = paths;
      if (!/^[RC]/.test(status) || !added.has(to)) continue;
      found.set(to, { path, from, similarity: Number(status.slice(1)) });
    }
  };
  record(rawChanges(repo, COPIES, [base, head]), 'base');
  const entries = Symbol.iterator in headFiles ? [...headFiles] : Object.entries(headFiles);
  const unmatched = entries.filter(([path]) => {
    const name = Buffer.from(path).toString('latin1');
    return added.has(name) && !found.has(name);
  });
  if (earlier !== null && unmatched.length > 0) {
    const together = repo.commit({ on: null, parents: [earlier], files: unmatched });
    record(rawChanges(repo, COPIES, [earlier, together]), 'earlier');
  }
  return found;
}
