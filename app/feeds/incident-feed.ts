// The same entries as Atom and as JSON Feed 1.1: one for each event that subscribers were owed, by an id that never changes.
import { Feed } from 'feed';

import { escapeHtml } from '#lib/domain/escape-html.js';
import { actionOf } from '#lib/domain/incident-action.ts';
import { cutEntries, incidentEntries } from '#lib/domain/incident-entries.ts';
import type { IncidentNewsView } from '#lib/domain/incident-view.ts';
import { eventSubject } from '#lib/domain/incident-verdict.ts';

export interface FeedPlace {
  readonly title: string;
  readonly baseUrl: string;
  /** Path and query of the feed without its ending: "/ports/tamago/feed". */
  readonly path: string;
  /** "" or "?subsystem=net". */
  readonly query: string;
  /** Path of the page that shows the same. */
  readonly page: string;
}

const mostEntries = 20;

export function atomFeed(news: readonly IncidentNewsView[], place: FeedPlace): string {
  const { title, baseUrl, page } = place;
  const feed = new Feed({
    id: feedUrl(place, 'atom'),
    title,
    link: `${baseUrl}${page}`,
    feed: feedUrl(place, 'atom'),
    updated: updatedAt(news),
    author: { name: 'Tidemark' },
    generator: 'Tidemark',
  });
  for (const event of news) {
    feed.addItem({
      id: entryId(event, baseUrl),
      // Both are HTML to Atom.
      title: escapeHtml(subjectOf(event)),
      content: contentOf(event),
      link: entryUrl(event, baseUrl),
      date: event.at,
      published: event.at,
      category: tagsOf(event).map((name) => ({ name, term: name })),
    });
  }
  return feed.atom1();
}

/** https://www.jsonfeed.org/version/1.1/ */
export function jsonFeed(news: readonly IncidentNewsView[], place: FeedPlace): object {
  const { title, baseUrl, page } = place;
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: `${baseUrl}${page}`,
    feed_url: feedUrl(place, 'json'),
    language: 'en',
    authors: [{ name: 'Tidemark', url: baseUrl }],
    items: news.map((event) => ({
      id: entryId(event, baseUrl),
      url: entryUrl(event, baseUrl),
      title: subjectOf(event),
      content_html: contentOf(event),
      date_published: event.at.toISOString(),
      date_modified: event.at.toISOString(),
      tags: tagsOf(event),
    })),
  };
}

/** When anything in it last changed; of an empty feed the beginning of time, so that it never seems new. */
export function updatedAt(news: readonly IncidentNewsView[]): Date {
  return new Date(Math.max(0, ...news.map(({ at }) => at.getTime())));
}

/** https://www.rfc-editor.org/rfc/rfc4151 */
function entryId({ incidentId, seq, at }: IncidentNewsView, baseUrl: string): string {
  return `tag:${new URL(baseUrl).hostname},${at.getUTCFullYear()}:incident/${incidentId}/${seq}`;
}

function entryUrl({ incidentId, seq }: IncidentNewsView, baseUrl: string): string {
  return `${baseUrl}/alerts/${incidentId}#event-${seq}`;
}

function feedUrl({ baseUrl, path, query }: FeedPlace, ending: 'atom' | 'json'): string {
  return `${baseUrl}${path}.${ending}${query}`;
}

function subjectOf({ kind, facts, at }: IncidentNewsView): string {
  return eventSubject(kind, facts, at);
}

function tagsOf({ facts, severity, subsystems }: IncidentNewsView): readonly string[] {
  return [facts.kind, severity, ...subsystems];
}

function contentOf({ kind, facts }: IncidentNewsView): string {
  const isOver = kind === 'resolved' || kind === 'closed';
  const entries = isOver ? [] : cutEntries(incidentEntries(facts), mostEntries);
  const items = entries.map((entry) => `<li>${escapeHtml(entry)}</li>`).join('');
  return `<p>${escapeHtml(actionOf(kind, facts))}</p>${items === '' ? '' : `<ul>${items}</ul>`}`;
}
