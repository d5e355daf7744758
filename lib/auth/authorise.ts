// Decides whether somebody may do an act. Pure; every state-changing request goes through it, and no page decides for itself.
import type { Actor } from '#lib/domain/actor.ts';
import { assertNever } from '#lib/domain/assert-never.ts';

import { type ActId, findAct, type Permission } from './acts.ts';

/** What an act is about, as far as permission depends on it. */
export type ActSubject =
  | { readonly kind: 'installation' }
  /** Null: no port, but this installation's own trouble. */
  | { readonly kind: 'port'; readonly portId: number | null }
  | { readonly kind: 'owned'; readonly ownerId: string };

export type Refusal = 'signed-out' | 'not-allowed' | 'not-fresh';

export type Verdict =
  | { readonly kind: 'allowed'; readonly actor: Actor }
  | { readonly kind: 'refused'; readonly why: Refusal };

/** How old a sign-in may be for acts that hand out power or show a secret. */
export const FRESH_FOR_MS = 15 * 60_000;

export interface Attempt {
  readonly act: ActId;
  readonly subject: ActSubject;
  readonly now: Date;
}

/** `actor` is null for whoever is not signed in: they may do nothing that is listed. */
export function authorise(actor: Actor | null, { act, subject, now }: Attempt): Verdict {
  if (actor === null) return { kind: 'refused', why: 'signed-out' };
  const { who, needsFreshSession } = findAct(act);
  if (!actor.isAdministrator && !isPermitted(actor, who, subject)) {
    return { kind: 'refused', why: 'not-allowed' };
  }
  if (needsFreshSession && !isFresh(actor, now)) return { kind: 'refused', why: 'not-fresh' };
  return { kind: 'allowed', actor };
}

export function isFresh({ signedInAt }: Pick<Actor, 'signedInAt'>, now: Date): boolean {
  return now.getTime() - signedInAt.getTime() < FRESH_FOR_MS;
}

/** For others than administrators. A subject of another kind than the permission looks at permits nothing. */
function isPermitted(actor: Actor, who: Permission, subject: ActSubject): boolean {
  switch (who) {
    case 'self':
      return subject.kind === 'owned' && subject.ownerId === actor.userId;
    case 'port-maintainer':
      return (
        subject.kind === 'port' &&
        subject.portId !== null &&
        actor.maintains.includes(subject.portId)
      );
    case 'some-maintainer':
      return (
        actor.maintains.length > 0 &&
        (subject.kind !== 'port' ||
          (subject.portId !== null && actor.maintains.includes(subject.portId)))
      );
    case 'endpoint-owner':
      return (
        actor.maintains.length > 0 && subject.kind === 'owned' && subject.ownerId === actor.userId
      );
    case 'administrator':
      return false;
    default:
      return assertNever(who);
  }
}
