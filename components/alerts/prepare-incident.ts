// Decides what is said of an incident in words: how it stands, who was told of it, and what each step of it was.
import { formatDay } from '#components/ui/format-date.ts';
import { formatPlural } from '#components/ui/format-count.ts';
import type { Channel, IncidentEventKind } from '#lib/domain/alert.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import { actionOf } from '#lib/domain/incident-action.ts';
import type { IncidentFacts } from '#lib/domain/incident-facts.ts';
import { incidentVerdict } from '#lib/domain/incident-verdict.ts';
import type { IncidentView, ToldCount } from '#lib/domain/incident-view.ts';

/** How things are; of a past incident how they were. */
export function verdictOf({ resolvedAt, facts, telling }: IncidentView, now: Date): string {
  return resolvedAt === null
    ? incidentVerdict(facts, now)
    : incidentVerdict(telling.facts, telling.at);
}

const stateWords: Readonly<Record<IncidentView['state'], string>> = {
  firing: 'open',
  recovering: 'recovering',
  resolved: 'over',
};

/** "open", and what else is to be known before acting on it: "acknowledged", "snoozed until 2026-06-20". */
export function describeState(incident: IncidentView, now: Date): readonly string[] {
  const { state, isFlapping, staleSince, acknowledgedAt, snoozedUntil, isSilent } = incident;
  if (state === 'resolved') return [stateWords[state]];
  return [
    stateWords[state],
    ...(isFlapping ? ['comes and goes'] : []),
    ...(acknowledgedAt === null ? [] : ['acknowledged']),
    ...(snoozedUntil === null || snoozedUntil <= now
      ? []
      : [`snoozed until ${formatDay(snoozedUntil)}`]),
    ...(staleSince === null ? [] : [`not looked at since ${formatDay(staleSince)}`]),
    ...(isSilent ? ['its beginning alerted nobody'] : []),
  ];
}

/** What to do about it: in a few words, and in a sentence. */
export function describeTask(facts: IncidentFacts): { title: string; detail: string } {
  return { title: taskTitle(facts), detail: actionOf('opened', facts) };
}

function taskTitle(facts: IncidentFacts): string {
  switch (facts.kind) {
    case 'forecast-conflict':
      return `Adapt ${formatPlural(facts.conflicts.length, 'file')}`;
    case 'behind':
    case 'unfixed-cves':
    case 'line-abandoned':
      return 'Publish a rebase';
    case 'cannot-poll':
    case 'cannot-measure':
      return 'See what failed';
    default:
      return assertNever(facts);
  }
}

const eventWords: Readonly<Record<IncidentEventKind, string>> = {
  opened: 'Opened',
  updated: 'More of it',
  escalated: 'More severe',
  regressed: 'Back again',
  flapping: 'Comes and goes',
  digest: 'Summary',
  reminder: 'Reminder',
  resolved: 'Over',
  closed: 'Closed',
  recovering: 'Recovering',
  changed: 'Changed',
  're-evaluated': 'Looked at anew',
  stale: 'Cannot be looked at',
  fresh: 'Looked at again',
  acknowledged: 'Acknowledged',
  unacknowledged: 'Acknowledgement taken back',
  snoozed: 'Snoozed',
  unsnoozed: 'Snooze ended',
};

export function eventWord(kind: IncidentEventKind): string {
  return eventWords[kind];
}

const channelWords: Readonly<Record<Channel, readonly [one: string, many: string]>> = {
  mail: ['mail', 'mails'],
  webhook: ['webhook', 'webhooks'],
  slack: ['Slack message', 'Slack messages'],
  discord: ['Discord message', 'Discord messages'],
  matrix: ['Matrix message', 'Matrix messages'],
  'github-issue': ['issue', 'issues'],
};

const deliveryWords: Readonly<Record<ToldCount['state'], string>> = {
  delivered: 'delivered',
  scheduled: 'waiting',
  dead: 'failed',
};

/** "12 mails delivered, 1 webhook failed"; "nobody" when there was nobody to tell. */
export function describeTold(told: readonly ToldCount[]): string {
  if (told.length === 0) return 'nobody';
  return told
    .map(({ channel, state, count }) => {
      const [one, many] = channelWords[channel];
      return `${formatPlural(count, one, many)} ${deliveryWords[state]}`;
    })
    .join(', ');
}
