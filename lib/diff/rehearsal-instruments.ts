// What rehearsals and the questions about them read with, shared so that nothing is read twice.
import { withGitShells } from '#lib/git/git-shells.ts';
import { createChangesReader, type ChangesReader } from '#lib/git/list-changed-paths.ts';
import { MAX_FILE_BYTES } from '#lib/git/merge-files.ts';
import { openObjectReader, type ObjectReader } from '#lib/git/object-reader.ts';
import { createHistoryReader, type HistoryReader } from '#lib/git/read-history.ts';
import { createPatchSeriesReader, type PatchSeriesReader } from '#lib/git/read-patch-series.ts';
import type { GitRepository } from '#lib/git/run-git.ts';

export interface RehearsalInstruments {
  readonly repository: GitRepository;
  /** Whole: up to MAX_FILE_BYTES of an object. */
  readonly objects: ObjectReader;
  readonly changes: ChangesReader;
  readonly history: HistoryReader;
  readonly series: PatchSeriesReader;
}

/** Lends instruments to `work`; many rehearsals, also at the same time, can use them. */
export async function withRehearsalInstruments<T>(
  repository: GitRepository,
  work: (instruments: RehearsalInstruments) => Promise<T>,
): Promise<T> {
  const objects = openObjectReader(repository, MAX_FILE_BYTES);
  try {
    return await withGitShells(repository, (started) =>
      work({
        repository: started,
        objects,
        changes: createChangesReader(started),
        history: createHistoryReader(started),
        series: createPatchSeriesReader(started),
      }),
    );
  } finally {
    objects.close();
  }
}
