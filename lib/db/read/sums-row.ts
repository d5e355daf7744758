// The sums of a revision, by subsystem and by kind, as the database packs them into its row.
import { z } from 'zod';

import { Prisma } from '#lib/db/generated/client.ts';
import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import type { KindCount, SubsystemCount } from '#lib/domain/measurement.ts';
import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';
import { StorageError } from '#lib/db/storage-error.ts';

/** Of the revision that a query calls `n`: a text each, which Postgres makes in half the time that JSON takes. */
export const sumsColumns = Prisma.sql`
  (
    SELECT string_agg(concat_ws('|', s.subsystem, s.files, s.insertions, s.deletions,
      s."touchFiles", s."touchInsertions", s."touchDeletions"), ';')
    FROM revision_subsystem s WHERE s."revisionId" = n.id
  ) AS subsystems,
  (
    SELECT string_agg(concat_ws('|', k.kind, k.files, k.insertions, k.deletions), ';')
    FROM revision_kind k WHERE k."revisionId" = n.id
  ) AS kinds`;

/** Null: there are none. */
const sumsRow = z.object({ subsystems: z.string().nullable(), kinds: z.string().nullable() });

export interface StoredSums {
  readonly subsystems: readonly SubsystemCount[];
  readonly kinds: readonly KindCount[];
}

/** In the order of SUBSYSTEMS and of FILE_KINDS; what is neither is left out. */
export function readSums(row: unknown): StoredSums {
  const sums = sumsRow.parse(row);
  const subsystems = unpack(sums.subsystems);
  const kinds = unpack(sums.kinds);
  return {
    subsystems: SUBSYSTEMS.flatMap((subsystem) => {
      const found = subsystems.get(subsystem);
      if (found === undefined) return [];
      return [{ subsystem, ...countsAt(found, 0), touch: countsAt(found, 3) }];
    }),
    kinds: FILE_KINDS.flatMap(({ id: kind }) => {
      const found = kinds.get(kind);
      if (found === undefined) return [];
      return [{ kind, ...countsAt(found, 0) }];
    }),
  };
}

/** "runtime|12|30|4|3|20|1;go command|…": by name, the numbers behind it. */
function unpack(text: string | null): ReadonlyMap<string, readonly number[]> {
  const rows = text === null ? [] : text.split(';');
  return new Map(
    rows.map((row) => {
      const [name = '', ...counts] = row.split('|');
      return [name, counts.map(Number)] as const;
    }),
  );
}

function countsAt(counts: readonly number[], place: number) {
  const [files, insertions, deletions] = counts.slice(place);
  if (!isCount(files) || !isCount(insertions) || !isCount(deletions)) {
    throw new StorageError('The sums of a revision are not all there.');
  }
  return { files, insertions, deletions };
}

function isCount(value: number | undefined): value is number {
  return Number.isSafeInteger(value);
}
