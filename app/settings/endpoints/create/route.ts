import { ulid } from 'ulid';

import { requireAppSecret } from '#app/app-secret.ts';
import { type ActRequest, type Impossible, performAct } from '#app/perform-act.ts';
import { showOnce } from '#app/settings/endpoints/shown-secret.ts';
import { makeWebhookSecret, sealEndpointSecret, sealTarget } from '#lib/auth/seal-endpoint.ts';
import type { ActSubject } from '#lib/auth/authorise.ts';
import { listAllowedHosts } from '#lib/db/read/list-allowed-hosts.ts';
import { createEndpoint } from '#lib/db/write/create-endpoint.ts';
import { type EndpointTarget, parseTarget } from '#lib/domain/endpoint-target.ts';

/** Most that one person may have. */
const MOST_ENDPOINTS = 10;

export function POST(request: Request): Promise<Response> {
  return performAct(
    request,
    { act: 'endpoint-create', page: '/settings/endpoints#new' },
    async ({ db, form }) => {
      const name = (form.get('name') ?? '').trim();
      if (name === '' || name.length > 100) return refuse('Give it a name of 1 to 100 characters.');
      const allowed = new Set((await listAllowedHosts(db)).map(({ host }) => host));
      const parsed = parseTarget(targetOf(form), allowed);
      if (parsed.kind === 'refused') return refuse(parsed.reason);
      const { target, label } = parsed;
      const token = (form.get('token') ?? '').trim();
      if (target.channel === 'matrix' && token === '')
        return refuse('Matrix needs an access token.');
      const subject = await findSubject(db, target);
      if (subject === null) return refuse(`${label} is the fork of no port here.`);

      const id = ulid();
      const appSecret = requireAppSecret();
      const made = target.channel === 'webhook' ? makeWebhookSecret() : null;
      const secret = made ?? (target.channel === 'matrix' ? token : null);
      return {
        kind: 'planned',
        subject,
        target: `endpoint:${id}`,
        detail: { name, channel: target.channel, leadsTo: label },
        run: async (tx, { actor, now }) => {
          if ((await tx.endpoint.count({ where: { ownerId: actor.userId } })) >= MOST_ENDPOINTS) {
            const sentence = `You have ${MOST_ENDPOINTS} endpoints, which is the most: delete one first.`;
            return { kind: 'impossible', status: 409, sentence };
          }
          await createEndpoint(tx, {
            id,
            channel: target.channel,
            name,
            ownerId: actor.userId,
            target: sealTarget(target, id, appSecret),
            targetLabel: label,
            secret: secret === null ? null : sealEndpointSecret(secret, id, appSecret),
            at: now,
          });
          return {
            kind: 'done',
            goTo: `/settings/endpoints/${id}?done=endpoint-create`,
            body: { id, ...(made === null ? {} : { secret: made }) },
            ...(made === null ? {} : { cookie: showOnce(id, made) }),
          };
        },
      };
    },
  );
}

/** As the form has it: one of the fields, by channel. */
function targetOf(form: URLSearchParams): Record<string, string> {
  const entries = ['channel', 'url', 'homeserver', 'roomId', 'repository'].flatMap((name) => {
    const value = (form.get(name) ?? '').trim();
    return value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Issues are written to the fork of a port, by its own maintainers only. Null: it is the fork of none. */
async function findSubject(
  db: ActRequest['db'],
  target: EndpointTarget,
): Promise<ActSubject | null> {
  if (target.channel !== 'github-issue') return { kind: 'installation' };
  const port = await db.port.findFirst({
    where: { fork: { fullName: { equals: target.repository, mode: 'insensitive' } } },
    select: { id: true },
  });
  return port === null ? null : { kind: 'port', portId: port.id };
}

function refuse(sentence: string): Impossible {
  return { kind: 'impossible', status: 422, sentence };
}
