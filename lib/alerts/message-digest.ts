// Several events as one message, for those who asked to be told once a day or a week.
import type { Pace } from '#lib/domain/alert.ts';
import { SEVERITIES } from '#lib/domain/alert.ts';
import { countWords } from '#lib/domain/count-words.ts';
import { eventSubject } from '#lib/domain/incident-verdict.ts';
import { cutText } from '#lib/domain/visible-text.ts';

import { actionOf } from '#lib/domain/incident-action.ts';
import { incidentUrl, type IncidentNews } from './message-incident.ts';
import { type Item, link, list, type Message, type MessagePlaces, text } from './message.ts';

/** `news` in the order in which they happened, at least one; each incident becomes one entry, its newest event first. */
export function digestMessage(
  news: readonly IncidentNews[],
  pace: Exclude<Pace, 'at-once'>,
  places: MessagePlaces,
): Message {
  const byIncident = new Map<string, readonly IncidentNews[]>();
  for (const event of news) {
    const { incidentId } = event;
    byIncident.set(incidentId, [...(byIncident.get(incidentId) ?? []), event]);
  }
  const last = [...byIncident.values()].flatMap((events) => events.at(-1) ?? []);
  const worstFirst = last.toSorted(
    (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity),
  );
  const [worst] = worstFirst;
  const period = pace === 'daily' ? 'day' : 'week';
  const verdict = `${countWords(news.length, 'alert')} of ${countWords(byIncident.size, 'incident')} in the last ${period}`;
  const others = byIncident.size - 1;
  return {
    subject:
      worst === undefined
        ? verdict
        : cutText(eventSubject(worst.kind, worst.facts, worst.at), 180) +
          (others === 0 ? '' : `, and ${countWords(others, 'more', 'more')}`),
    verdict,
    action: 'Each with what to do about it; the worst first.',
    severity: worst?.severity ?? null,
    blocks: [
      list(
        `The last ${period}`,
        worstFirst.map((event) =>
          digestItem(event, byIncident.get(event.incidentId) ?? [], places),
        ),
      ),
    ],
    link: { text: 'All open incidents', href: `${places.baseUrl}/alerts` },
  };
}

function digestItem(
  newest: IncidentNews,
  events: readonly IncidentNews[],
  places: MessagePlaces,
): Item {
  const { kind, facts, at, severity, incidentId } = newest;
  const before = events.slice(0, -1).map((event) => `${event.kind} ${formatDay(event.at)}`);
  return {
    head: [text(eventSubject(kind, facts, at))],
    details: [
      [text(actionOf(kind, facts))],
      [
        text([severity, `${kind} ${formatDay(at)}`, ...before.toReversed()].join(', ')),
        text(' · '),
        link('the incident', incidentUrl(incidentId, places)),
      ],
    ],
  };
}

function formatDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
