// What rehearsals and the questions about them read with, shared so that nothing is read twice.
import { withGitShells } from '#lib/git/git-shells.ts';
import { openObjectReader, type ObjectReader } from '#lib/git/object-reader.ts';
import { createHistoryReader, type HistoryReader } from '#lib/git/read-history.ts';
import { createPatchSeriesReader, type PatchSeriesReader } from '#lib/git/read-patch-series.ts';
import type { GitRepository } from '#lib/git/run-git.ts';

export interface RehearsalInstruments {
  readonly repository: GitRepository;
  readonly objects: ObjectReader;
  readonly history: HistoryReader;
  readonly series: PatchSeriesReader;
}

/** Lends instruments to `work`; many rehearsals, also at the same time, can use them. */
export async function withRehearsalInstruments<T>(
  repository: GitRepository,
  work: (instruments: RehearsalInstruments) => Promise<T>,
): Promise<T> {
  const objects = openObjectReader(repository);
  try {
    return await withGitShells(repository, (started) =>
      work({
        repository: started,
        objects,
        history: createHistoryReader(started),
        series: createPatchSeriesReader(started),
      }),
    );
  } finally {
    objects.close();
  }
}
