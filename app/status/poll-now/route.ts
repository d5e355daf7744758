import { performAct } from '#app/perform-act.ts';
import { readSettings } from '#app/settings.ts';
import type { ActSubject } from '#lib/auth/authorise.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { findRepository } from '#lib/db/read/find-repository.ts';
import { enqueuePoll } from '#lib/jobs/enqueue.ts';

/** `repository`: "owner/name". */
export function POST(request: Request): Promise<Response> {
  return performAct(request, { act: 'poll-now', page: '/status' }, async ({ db, form }) => {
    const name = form.get('repository') ?? '';
    const repository = await findRepository(db, name);
    if (repository === null) {
      return { kind: 'impossible', status: 404, sentence: 'There is no such repository.' };
    }
    return {
      kind: 'planned',
      subject: await findSubject(db, repository.id),
      target: `repository:${repository.fullName}`,
      run: async (tx) => {
        if (!readSettings().isPollOn) {
          const sentence = 'Polling is off (POLL=off): nobody is asked.';
          return { kind: 'impossible', status: 409, sentence };
        }
        await enqueuePoll(tx, { repositoryId: repository.id });
        return { kind: 'done', goTo: '/status?done=poll-now' };
      },
    };
  });
}

/** A fork is its port's; upstream is everybody's, so it is asked for by administrators alone. */
async function findSubject(db: DatabaseClient, repositoryId: number): Promise<ActSubject> {
  const ports = await db.port.findMany({ where: { forkId: repositoryId }, select: { id: true } });
  const [port] = ports;
  return port === undefined || ports.length > 1
    ? { kind: 'installation' }
    : { kind: 'port', portId: port.id };
}
