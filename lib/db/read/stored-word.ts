// A word that the database holds is one of those the program knows, or the read fails and says which it met.
import { StorageError } from '#lib/db/storage-error.ts';

/** `column` names the place in the error message, e.g. "rebase.kind". */
export function storedWord<Word extends string>(
  words: readonly Word[],
  value: string,
  column: string,
): Word {
  const word = words.find((known) => known === value);
  if (word === undefined) {
    throw new StorageError(
      `The database holds ${JSON.stringify(value)} in ${column}, which this version does not know: was it written by a newer one?`,
    );
  }
  return word;
}
