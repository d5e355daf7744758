import { ulid } from 'ulid';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

import type { IncidentAct } from './record-act-event.ts';

/** Also of one that is over: that is when the hours are known. Returns the note's id. Throws when there is no such incident. */
export async function noteIncident(
  db: DatabaseClient,
  {
    incidentId,
    actorId,
    at,
    text,
    hours,
  }: IncidentAct & {
    readonly text: string;
    /** As told by the author. Null: not told. */
    readonly hours: number | null;
  },
): Promise<string> {
  const { id } = await db.incidentNote.create({
    data: { id: ulid(at.getTime()), incidentId, authorId: actorId, at, text, hours },
    select: { id: true },
  });
  return id;
}
