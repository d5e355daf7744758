import { performAct } from '#app/perform-act.ts';
import { respondRefused } from '#app/respond-to-act.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { findPerson } from '#lib/db/read/find-person.ts';
import { listPortNames } from '#lib/db/read/list-port-names.ts';
import {
  disablePerson,
  enablePerson,
  grantAdministrator,
  grantMaintainer,
  type MaintainerChange,
  revokeAdministrator,
  revokeMaintainer,
  revokeSessions,
  type RoleOutcome,
} from '#lib/db/write/change-roles.ts';

interface Context {
  readonly params: Promise<{ readonly change: string }>;
}

const CHANGES = [
  'maintainer-grant',
  'maintainer-revoke',
  'administrator-grant',
  'administrator-revoke',
  'person-disable',
  'person-enable',
  'sessions-revoke',
] as const;

type Change = (typeof CHANGES)[number];

const unknown = { kind: 'impossible', status: 404, sentence: 'There is no such person.' } as const;

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const asked = (await params).change;
  const change = CHANGES.find((known) => known === asked);
  if (change === undefined) return respondRefused(request, unknown);
  return await performAct(
    request,
    { act: change, page: '/settings/people' },
    async ({ db, form }) => {
      const person = await findPerson(db, form.get('person') ?? '');
      if (person === null) return unknown;
      const port = needsPort(change)
        ? ((await listPortNames(db)).find(({ slug }) => slug === form.get('port')) ?? null)
        : null;
      if (needsPort(change) && port === null) {
        return { kind: 'impossible', status: 422, sentence: 'Choose one of the ports.' };
      }
      return {
        kind: 'planned',
        subject: { kind: 'installation' },
        target: `person:${person.id}`,
        detail: { person: person.name, ...(port === null ? {} : { port: port.slug }) },
        run: async (tx, { actor, now }) => {
          const outcome = await apply(tx, change, {
            userId: person.id,
            portId: port?.id ?? 0,
            byId: actor.userId,
            at: now,
          });
          if (outcome === 'last-administrator') {
            return {
              kind: 'impossible',
              status: 409,
              sentence: `${person.name} is the last administrator: make somebody else one first.`,
            };
          }
          const query = new URLSearchParams({ done: change, person: person.id });
          if (port !== null) query.set('port', port.slug);
          return { kind: 'done', goTo: `/settings/people?${query}`, body: { outcome } };
        },
      };
    },
  );
}

function needsPort(change: Change): boolean {
  return change === 'maintainer-grant' || change === 'maintainer-revoke';
}

function apply(tx: DatabaseClient, change: Change, given: MaintainerChange): Promise<RoleOutcome> {
  switch (change) {
    case 'maintainer-grant':
      return grantMaintainer(tx, given);
    case 'maintainer-revoke':
      return revokeMaintainer(tx, given);
    case 'administrator-grant':
      return grantAdministrator(tx, given.userId);
    case 'administrator-revoke':
      return revokeAdministrator(tx, given.userId);
    case 'person-disable':
      return disablePerson(tx, given);
    case 'person-enable':
      return enablePerson(tx, given.userId);
    case 'sessions-revoke':
      return revokeSessions(tx, given.userId);
    default:
      return assertNever(change);
  }
}
