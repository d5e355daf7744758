import { performAct } from '#app/perform-act.ts';
import { ownPath } from '#lib/auth/own-path.ts';
import { endSession } from '#lib/db/write/end-session.ts';

const gone = {
  kind: 'impossible',
  status: 404,
  sentence: 'That session has ended already.',
} as const;

export function POST(request: Request): Promise<Response> {
  return performAct(request, { act: 'session-revoke', page: '/settings' }, async ({ db, form }) => {
    const session = await db.session.findUnique({
      where: { id: form.get('session') ?? '' },
      select: { id: true, userId: true },
    });
    if (session === null) return gone;
    const next = ownPath(form.get('next'), '/settings');
    return {
      kind: 'planned',
      subject: { kind: 'owned', ownerId: session.userId },
      target: `person:${session.userId}`,
      run: async (tx) =>
        (await endSession(tx, session.id))
          ? { kind: 'done', goTo: `${next}?done=session-ended` }
          : gone,
    };
  });
}
