// The words of alerts: kinds of incident, events, severities, and the key by which an incident is the same one.
import { assertNever } from './assert-never.ts';

export const ALERT_KINDS = [
  {
    id: 'forecast-conflict',
    label: 'forecast conflict',
    meaning: 'The newest rebase of a line will not merge cleanly onto what upstream has.',
    forOperators: false,
  },
  {
    id: 'behind',
    label: 'behind',
    meaning: 'Upstream has published a release of a kept line that the port has not followed.',
    forOperators: false,
  },
  {
    id: 'unfixed-cves',
    label: 'unfixed CVEs',
    meaning: 'A release that the port has not followed fixes CVEs that its users are exposed to.',
    forOperators: false,
  },
  {
    id: 'line-abandoned',
    label: 'line abandoned',
    meaning: 'A line that upstream still supports has not been followed for too long.',
    forOperators: false,
  },
  {
    id: 'cannot-poll',
    label: 'cannot poll',
    meaning: 'This installation cannot read a repository.',
    forOperators: true,
  },
  {
    id: 'cannot-measure',
    label: 'cannot measure',
    meaning: 'This installation cannot measure or rehearse a port.',
    forOperators: true,
  },
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number]['id'];

/** Those that anybody may read of and subscribe to; the others are for operators. */
export const PUBLIC_KINDS = ALERT_KINDS.filter(({ forOperators }) => !forOperators);

/** Least first. */
export const SEVERITIES = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * What happens to an incident. Of the first group subscribers may be owed a message; the others are for its time line.
 * "escalated": it is more severe, and nothing else is new; owed to those only who were not told of it before.
 * "changed": it is something else than before, but less of it, or nothing that was worth a message.
 */
export const OWED_EVENTS = [
  'opened',
  'updated',
  'escalated',
  'regressed',
  'flapping',
  'digest',
  'reminder',
  'resolved',
  'closed',
] as const;
export const QUIET_EVENTS = [
  'recovering',
  'changed',
  're-evaluated',
  'stale',
  'fresh',
  'acknowledged',
  'unacknowledged',
  'snoozed',
  'unsnoozed',
] as const;

export type IncidentEventKind = (typeof OWED_EVENTS)[number] | (typeof QUIET_EVENTS)[number];

export const CHANNELS = ['mail', 'webhook', 'slack', 'discord', 'matrix', 'github-issue'] as const;
export type Channel = (typeof CHANNELS)[number];

export const PACES = ['at-once', 'daily', 'weekly'] as const;
export type Pace = (typeof PACES)[number];

/** What is watched: the same subject, the same incident, whatever the commits. */
export type AlertSubject =
  | {
      readonly kind: 'forecast-conflict';
      readonly port: string;
      /** The port's line. */
      readonly line: string;
      /** The line of the release, pre-release or tip that it is rehearsed onto. */
      readonly upstreamLine: string;
    }
  | {
      readonly kind: 'behind' | 'unfixed-cves' | 'line-abandoned';
      readonly port: string;
      readonly line: string;
    }
  | { readonly kind: 'cannot-poll'; readonly repository: string }
  | { readonly kind: 'cannot-measure'; readonly port: string };

/** e.g. "forecast-conflict:tamago:go1.26:go1.27". */
export function alertKey(subject: AlertSubject): string {
  switch (subject.kind) {
    case 'forecast-conflict':
      return [subject.kind, subject.port, subject.line, subject.upstreamLine].join(':');
    case 'behind':
    case 'unfixed-cves':
    case 'line-abandoned':
      return [subject.kind, subject.port, subject.line].join(':');
    case 'cannot-poll':
      return [subject.kind, subject.repository].join(':');
    case 'cannot-measure':
      return [subject.kind, subject.port].join(':');
    default:
      return assertNever(subject);
  }
}

export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}
