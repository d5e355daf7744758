// Conflicts as the database packs them into one answer: checked, and with the days that follow from their dates.
import { z } from 'zod';

import { CONFLICT_TYPES } from '#lib/domain/conflict-type.ts';
import { leadDays } from '#lib/domain/culprit.ts';
import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';
import type { ConflictView, CulpritView } from '#lib/domain/transition-view.ts';

/** Postgres writes a timestamp without a zone into JSON: "2025-08-07T18:07:04". All are UTC. */
const utcMoment = z.string().transform((text) => new Date(`${text}Z`));

export const conflictRow = z.object({
  path: z.string(),
  type: z.enum(CONFLICT_TYPES.map(({ id }) => id)),
  subsystem: z.enum(SUBSYSTEMS),
  hunks: z.number().nullable(),
  culpritSha: z.string().nullable(),
  culpritDate: utcMoment.nullable(),
  culpritAuthor: z.string().nullable(),
  culpritSubject: z.string().nullable(),
  culpritCl: z.string().nullable(),
  culpritFoundBy: z.enum(['path', 'rehearsal']).nullable(),
  culpritReason: z.string().nullable(),
  isMonotonic: z.boolean().nullable(),
  isConfirmed: z.boolean().nullable(),
  candidates: z.number().nullable(),
});

export const conflictRows = z.array(conflictRow);

/** `releasedAt`: of the target, null where it is no release. */
export function toConflictView(
  row: z.output<typeof conflictRow>,
  releasedAt: Date | null,
): ConflictView {
  const { path, type, subsystem, hunks, culpritReason } = row;
  const { isMonotonic, isConfirmed, candidates } = row;
  const culprit = toCulprit(row);
  return {
    path,
    type,
    subsystem,
    hunks,
    culprit,
    culpritReason: culprit === null ? (culpritReason ?? 'It has not been looked for yet.') : null,
    isMonotonic,
    isConfirmed,
    candidates,
    daysBeforeRelease:
      culprit === null || releasedAt === null ? null : leadDays(culprit.date, releasedAt),
  };
}

/** Null: none was found, or looked for. */
export function toCulprit(row: z.output<typeof conflictRow>): CulpritView | null {
  const { culpritSha: sha, culpritDate: date } = row;
  if (sha === null || date === null) return null;
  return {
    sha,
    date,
    author: row.culpritAuthor,
    subject: row.culpritSubject,
    cl: row.culpritCl,
    foundBy: row.culpritFoundBy,
  };
}
