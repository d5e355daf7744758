import { respondProblem } from '#app/api/v1/respond.ts';
import {
  type ActContext,
  type ActDone,
  type Impossible,
  performAct,
  type PlannedAct,
} from '#app/perform-act.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { getIncidentSubject, type IncidentSubject } from '#lib/db/read/get-incident-subject.ts';
import { acknowledgeIncident, unacknowledgeIncident } from '#lib/db/write/acknowledge-incident.ts';
import { mutePath, unmutePath } from '#lib/db/write/mute-path.ts';
import { noteIncident } from '#lib/db/write/note-incident.ts';
import type { IncidentActOutcome } from '#lib/db/write/record-act-event.ts';
import { snoozeIncident, unsnoozeIncident } from '#lib/db/write/snooze-incident.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import {
  INCIDENT_ACTS,
  type IncidentActName,
  parseNote,
  parseSnoozeEnd,
} from '#lib/domain/incident-acts.ts';
import { enqueueEvaluation } from '#lib/jobs/enqueue.ts';

interface ActParams {
  readonly params: Promise<{ readonly incident: string; readonly act: string }>;
}

/** What the forms of an incident's page send: POST /alerts/{id}/acknowledge and so on. */
export async function POST(request: Request, { params }: ActParams): Promise<Response> {
  const { incident: id, act: wanted } = await params;
  const act = INCIDENT_ACTS.find((each) => each === wanted);
  if (act === undefined) {
    return respondProblem({
      title: 'No such act',
      status: 404,
      detail: `There is no act ${JSON.stringify(wanted)}. Known: ${INCIDENT_ACTS.join(', ')}.`,
    });
  }
  const page = `/alerts/${encodeURIComponent(id)}#acts`;
  return performAct(
    request,
    { act, page },
    async ({ db, form }): Promise<PlannedAct | Impossible> => {
      const subject = await getIncidentSubject(db, id);
      if (subject === null) {
        return { kind: 'impossible', status: 404, sentence: 'There is no such incident.' };
      }
      const path = form.get('path');
      return {
        kind: 'planned',
        subject: { kind: 'port', portId: subject.portId },
        target: `incident:${id}`,
        detail: path === null ? {} : { path: path.slice(0, 1000) },
        run: (tx, by) => run(tx, by, { id, act, subject, form }),
      };
    },
  );
}

interface Asked {
  readonly id: string;
  readonly act: IncidentActName;
  readonly subject: IncidentSubject;
  readonly form: URLSearchParams;
}

async function run(
  tx: DatabaseClient,
  { actor, now }: ActContext,
  { id, act, subject, form }: Asked,
): Promise<ActDone | Impossible> {
  const by = { incidentId: id, actorId: actor.userId, at: now };
  const done: ActDone = { kind: 'done', goTo: `/alerts/${id}?done=${act}#acts` };
  switch (act) {
    case 'acknowledge':
      return settle(await acknowledgeIncident(tx, by), done);
    case 'unacknowledge':
      return settle(await unacknowledgeIncident(tx, by), done);
    case 'snooze': {
      const until = parseSnoozeEnd(form.get('until') ?? '', now);
      if (until.kind === 'wrong') return refuse(until.sentence);
      return settle(await snoozeIncident(tx, { ...by, until: until.value }), done);
    }
    case 'unsnooze': {
      const ended = await unsnoozeIncident(tx, by);
      // What differs from what was told last is owed now.
      if (ended === 'done') await enqueueEvaluation(tx, { portId: subject.portId });
      return settle(ended, done);
    }
    case 'mute':
    case 'unmute': {
      const { portId, paths } = subject;
      const path = form.get('path') ?? '';
      if (portId === null) return refuse('It is about no port, so there is no path to mute.');
      if (act === 'mute' && !paths.includes(path))
        return refuse('That path is not in conflict in it.');
      const isChanged =
        act === 'mute'
          ? await mutePath(tx, { portId, path, actorId: actor.userId, at: now })
          : !path.includes('\0') && (await unmutePath(tx, { portId, path }));
      if (isChanged) await enqueueEvaluation(tx, { portId });
      return done;
    }
    case 'note': {
      const note = parseNote(form.get('text') ?? '', form.get('hours') ?? '');
      if (note.kind === 'wrong') return refuse(note.sentence);
      await noteIncident(tx, { ...by, ...note.value });
      return done;
    }
    default:
      return assertNever(act);
  }
}

/** Who comes second finds it as they wanted it. */
function settle(outcome: IncidentActOutcome, done: ActDone): ActDone | Impossible {
  return outcome === 'gone'
    ? { kind: 'impossible', status: 409, sentence: 'It is over already: nothing was changed.' }
    : done;
}

function refuse(sentence: string): Impossible {
  return { kind: 'impossible', status: 422, sentence };
}
