// The sums of a revision, by subsystem and by kind, as the database packs them into its row.
import { z } from 'zod';

import { Prisma } from '#lib/db/generated/client.ts';
import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import type { KindCount, SubsystemCount } from '#lib/domain/measurement.ts';
import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';

/** Of the revision that a query calls `n`; arrays, since names would be most of a port's answer. */
export const sumsColumns = Prisma.sql`
  coalesce((
    SELECT json_agg(json_build_array(s.subsystem, s.files, s.insertions, s.deletions,
      s."touchFiles", s."touchInsertions", s."touchDeletions"))
    FROM revision_subsystem s WHERE s."revisionId" = n.id
  ), '[]') AS subsystems,
  coalesce((
    SELECT json_agg(json_build_array(k.kind, k.files, k.insertions, k.deletions))
    FROM revision_kind k WHERE k."revisionId" = n.id
  ), '[]') AS kinds`;

const count = z.number();

const sumsRow = z.object({
  subsystems: z.array(z.tuple([z.string(), count, count, count, count, count, count])),
  kinds: z.array(z.tuple([z.string(), count, count, count])),
});

export interface StoredSums {
  readonly subsystems: readonly SubsystemCount[];
  readonly kinds: readonly KindCount[];
}

/** In the order of SUBSYSTEMS and of FILE_KINDS; what is neither is left out. */
export function readSums(row: unknown): StoredSums {
  const sums = sumsRow.parse(row);
  const subsystems = new Map(sums.subsystems.map((each) => [each[0], each]));
  const kinds = new Map(sums.kinds.map((each) => [each[0], each]));
  return {
    subsystems: SUBSYSTEMS.flatMap((subsystem) => {
      const found = subsystems.get(subsystem);
      if (found === undefined) return [];
      const [, files, insertions, deletions, touchFiles, touchInsertions, touchDeletions] = found;
      const touch = { files: touchFiles, insertions: touchInsertions, deletions: touchDeletions };
      return [{ subsystem, files, insertions, deletions, touch }];
    }),
    kinds: FILE_KINDS.flatMap(({ id: kind }) => {
      const found = kinds.get(kind);
      if (found === undefined) return [];
      const [, files, insertions, deletions] = found;
      return [{ kind, files, insertions, deletions }];
    }),
  };
}
