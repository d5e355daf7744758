// What an event of an incident is told as: the verdict, what to do about it, what it is made of, and how to see it oneself.
import type { IncidentEventKind, Severity } from '#lib/domain/alert.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import { repositoryUrl } from '#lib/domain/github-url.ts';
import type { IncidentFacts } from '#lib/domain/incident-facts.ts';
import { eventSubject, eventVerdict, isOver } from '#lib/domain/incident-verdict.ts';
import { cutText } from '#lib/domain/visible-text.ts';

import { actionOf } from '#lib/domain/incident-action.ts';
import { conflictBlocks } from './message-conflicts.ts';
import {
  type Block,
  type Item,
  link,
  list,
  type Message,
  type MessagePlaces,
  paragraph,
  quoted,
  text,
} from './message.ts';

/** An event with what its incident adds to it. */
export interface IncidentNews {
  readonly incidentId: string;
  /** Counts the incident's events from 1. */
  readonly seq: number;
  readonly kind: IncidentEventKind;
  readonly at: Date;
  readonly severity: Severity;
  readonly facts: IncidentFacts;
  /** Why it is over. Null: it is not, or nothing is to be said. */
  readonly reason: string | null;
}

export function incidentMessage(news: IncidentNews, places: MessagePlaces): Message {
  const { kind, facts, at, severity } = news;
  const isAtEnd = kind === 'resolved' || kind === 'closed' || isOver(facts);
  return {
    subject: eventSubject(kind, facts, at),
    verdict: cutText(eventVerdict(kind, facts, at), 200),
    action: actionOf(kind, facts),
    severity,
    blocks: [
      paragraph(text(describeOrigin(news))),
      ...(news.reason === null ? [] : [paragraph(text('Why: '), quoted(news.reason, 500))]),
      ...(isAtEnd ? [] : factBlocks(facts, places)),
    ],
    link: { text: 'The incident and its time line', href: incidentUrl(news.incidentId, places) },
  };
}

export function incidentUrl(incidentId: string, { baseUrl }: MessagePlaces): string {
  return `${baseUrl}/alerts/${incidentId}`;
}

/** "Tamago, go1.26 onto go1.27 · warning · 2026-06-12 17:04 UTC". */
function describeOrigin({ facts, severity, at }: IncidentNews): string {
  return [describeSubject(facts), severity, formatMoment(at)].join(' · ');
}

function describeSubject(facts: IncidentFacts): string {
  switch (facts.kind) {
    case 'forecast-conflict':
      return `${facts.port.name}, ${facts.line} onto ${facts.upstreamLine}`;
    case 'behind':
    case 'unfixed-cves':
    case 'line-abandoned':
      return `${facts.port.name}, ${facts.line}`;
    case 'cannot-poll':
      return facts.repository;
    case 'cannot-measure':
      return facts.port.name;
    default:
      return assertNever(facts);
  }
}

function factBlocks(facts: IncidentFacts, places: MessagePlaces): readonly Block[] {
  switch (facts.kind) {
    case 'forecast-conflict':
      return conflictBlocks(facts, places);
    case 'behind':
    case 'line-abandoned':
      return [
        list(
          `Not followed since ${facts.newestRebase}`,
          facts.notFollowed.map((release) => ({
            head: [text(release.name)],
            details: [[text(describeRelease(release.releasedAt))]],
          })),
        ),
      ];
    case 'unfixed-cves':
      return [
        list(
          `Fixed upstream, not in ${facts.newestRebase}`,
          facts.cves.map((cve) => cveItem(cve, facts.port.upstream, places)),
        ),
      ];
    case 'cannot-poll':
    case 'cannot-measure':
      return [
        paragraph(text('Reason: '), quoted(facts.reason, 500)),
        paragraph(text('More on the '), link('status page', `${places.baseUrl}/status`)),
      ];
    default:
      return assertNever(facts);
  }
}

function cveItem(
  cve: Extract<IncidentFacts, { kind: 'unfixed-cves' }>['cves'][number],
  upstream: string,
  { githubServerUrl }: MessagePlaces,
): Item {
  const commit = `${repositoryUrl({ server: githubServerUrl, repository: upstream })}/commit/${cve.sha}`;
  return {
    head: [text(cve.id)],
    details: [
      [
        text(`in ${cve.release}, ${describeRelease(cve.releasedAt)}, by commit `),
        link(cve.sha.slice(0, 10), commit),
      ],
    ],
  };
}

function describeRelease(releasedAt: string | null): string {
  return releasedAt === null
    ? 'released on a day not known'
    : `released ${releasedAt.slice(0, 10)}`;
}

function formatMoment(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
