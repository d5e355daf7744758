// Everything that changes something on somebody's behalf, and who may do it: the one list that pages, routes and the audit log go by.

/**
 * Who may do an act; an administrator may do each. "self": whoever it belongs to. "port-maintainer": a maintainer of the
 * port it is about. "some-maintainer": a maintainer of any port. "endpoint-owner": whoever made the endpoint, for as long
 * as they maintain a port.
 */
export type Permission =
  | 'self'
  | 'port-maintainer'
  | 'some-maintainer'
  | 'endpoint-owner'
  | 'administrator';

export interface ActRule {
  readonly id: string;
  /** For the audit log: what was done. */
  readonly label: string;
  readonly who: Permission;
  /** Whether it needs a sign-in that is minutes old: it hands out power or shows a secret. */
  readonly needsFreshSession: boolean;
}

export const ACTS = [
  act('acknowledge', 'acknowledged an incident', 'port-maintainer'),
  act('unacknowledge', 'took back an acknowledgement', 'port-maintainer'),
  act('snooze', 'snoozed an incident', 'port-maintainer'),
  act('unsnooze', 'ended a snooze', 'port-maintainer'),
  act('mute', 'muted a path', 'port-maintainer'),
  act('unmute', 'unmuted a path', 'port-maintainer'),
  act('note', 'wrote a note', 'port-maintainer'),
  act('poll-now', 'asked for a poll', 'port-maintainer'),
  freshAct('endpoint-create', 'created an endpoint', 'some-maintainer'),
  act('endpoint-rename', 'renamed an endpoint', 'endpoint-owner'),
  freshAct('endpoint-rotate', 'changed the secret of an endpoint', 'endpoint-owner'),
  act('endpoint-test', 'tested an endpoint', 'endpoint-owner'),
  act('endpoint-enable', 'enabled an endpoint', 'endpoint-owner'),
  act('endpoint-disable', 'disabled an endpoint', 'endpoint-owner'),
  act('endpoint-delete', 'deleted an endpoint', 'endpoint-owner'),
  act('endpoint-subscribe', 'subscribed an endpoint', 'endpoint-owner'),
  act('endpoint-unsubscribe', 'ended a subscription of an endpoint', 'endpoint-owner'),
  act('endpoint-replay', 'sent a dead delivery again', 'endpoint-owner'),
  freshAct('host-add', 'allowed a host', 'administrator'),
  act('host-remove', 'no longer allowed a host', 'administrator'),
  freshAct('maintainer-grant', 'made somebody a maintainer', 'administrator'),
  freshAct('maintainer-revoke', 'took the maintainer’s role from somebody', 'administrator'),
  freshAct('administrator-grant', 'made somebody an administrator', 'administrator'),
  freshAct('administrator-revoke', 'took the administrator’s role from somebody', 'administrator'),
  freshAct('person-disable', 'disabled an account', 'administrator'),
  freshAct('person-enable', 'enabled an account', 'administrator'),
  act('session-revoke', 'ended a session', 'self'),
  act('sessions-revoke', 'signed somebody out everywhere', 'administrator'),
  act('audit-export', 'exported the audit log', 'administrator'),
  act('settings', 'changed a setting', 'administrator'),
] as const;

export type ActId = (typeof ACTS)[number]['id'];

/** What the audit log has besides acts: nobody needs a permission for these, or nobody can have one. */
export const SIGN_IN_EVENTS = [
  { id: 'sign-in', label: 'signed in' },
  { id: 'sign-in-failed', label: 'failed to sign in' },
  { id: 'sign-out', label: 'signed out' },
  { id: 'setup', label: 'became the first administrator' },
] as const;

export function findAct(id: ActId): ActRule {
  const found: ActRule | undefined = ACTS.find((rule) => rule.id === id);
  if (found === undefined) throw new Error(`There is no act ${id}.`);
  return found;
}

function act<Id extends string>(id: Id, label: string, who: Permission) {
  return { id, label, who, needsFreshSession: false } as const;
}

function freshAct<Id extends string>(id: Id, label: string, who: Permission) {
  return { id, label, who, needsFreshSession: true } as const;
}
