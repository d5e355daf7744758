import { describe, expect, test } from 'vitest';

import type { Actor } from '#lib/domain/actor.ts';

import { ACTS, type Permission } from './acts.ts';
import { type ActSubject, authorise, FRESH_FOR_MS } from './authorise.ts';

const now = new Date('2026-03-01T12:00:00Z');
const ownPort = 1;
const otherPort = 2;

function actor(changes: Partial<Actor>): Actor {
  return {
    userId: 'me',
    name: 'Me',
    isAdministrator: false,
    maintains: [],
    signedInAt: now,
    ...changes,
  };
}

const actors = {
  nobody: null,
  reader: actor({}),
  maintainer: actor({ maintains: [ownPort] }),
  administrator: actor({ isAdministrator: true }),
} as const;

const subjects = {
  installation: { kind: 'installation' },
  ownPort: { kind: 'port', portId: ownPort },
  otherPort: { kind: 'port', portId: otherPort },
  noPort: { kind: 'port', portId: null },
  mine: { kind: 'owned', ownerId: 'me' },
  theirs: { kind: 'owned', ownerId: 'somebody' },
} as const satisfies Record<string, ActSubject>;

/** Who may, on what; written out apart from the code that decides it. */
const allowed: Readonly<
  Record<Permission, Partial<Record<keyof typeof actors, readonly (keyof typeof subjects)[]>>>
> = {
  self: { reader: ['mine'], maintainer: ['mine'] },
  'port-maintainer': { maintainer: ['ownPort'] },
  'some-maintainer': { maintainer: ['installation', 'ownPort', 'mine', 'theirs'] },
  'endpoint-owner': { maintainer: ['mine'] },
  administrator: {},
};

const everySubject = Object.keys(subjects);

describe.each(ACTS)('$id', ({ id, who }) => {
  test.each(Object.entries(actors))('%s may do it exactly where the table says so', (role, me) => {
    const permitted = Object.entries(subjects).flatMap(([name, subject]) =>
      authorise(me, { act: id, subject, now }).kind === 'allowed' ? [name] : [],
    );
    const table: Partial<Record<string, readonly string[]>> = allowed[who];
    expect(permitted).toEqual(role === 'administrator' ? everySubject : (table[role] ?? []));
  });
});

describe('a sign-in that is no longer fresh', () => {
  const stale = actor({
    isAdministrator: true,
    signedInAt: new Date(now.getTime() - FRESH_FOR_MS),
  });

  test.each(ACTS)('$id', ({ id, needsFreshSession }) => {
    const verdict = authorise(stale, { act: id, subject: subjects.installation, now });
    expect(verdict).toEqual(
      needsFreshSession ? { kind: 'refused', why: 'not-fresh' } : { kind: 'allowed', actor: stale },
    );
  });

  test('role changes and whatever shows a secret need a fresh one', () => {
    const fresh = ACTS.filter(({ needsFreshSession }) => needsFreshSession).map(({ id }) => id);
    expect(fresh).toEqual(
      expect.arrayContaining([
        'endpoint-create',
        'endpoint-rotate',
        'maintainer-grant',
        'maintainer-revoke',
        'administrator-grant',
        'administrator-revoke',
        'person-disable',
      ]),
    );
  });

  test('somebody who may not do it anyway is told that, not to sign in again', () => {
    const reader = actor({ signedInAt: new Date(0) });
    const subject = subjects.installation;
    expect(authorise(reader, { act: 'administrator-grant', subject, now })).toEqual({
      kind: 'refused',
      why: 'not-allowed',
    });
  });
});

test('ids of acts are distinct', () => {
  expect(new Set(ACTS.map(({ id }) => id)).size).toBe(ACTS.length);
});
