import type { Metadata } from 'next';

import { readSettings } from '#app/settings.ts';

export interface FeedLink {
  readonly title: string;
  readonly type: 'application/atom+xml' | 'application/feed+json';
  readonly path: string;
}

/** Feeds of all ports. */
export const allFeeds: readonly FeedLink[] = [
  { title: 'Alerts, Atom', type: 'application/atom+xml', path: '/alerts/feed.atom' },
  { title: 'Alerts, JSON Feed', type: 'application/feed+json', path: '/alerts/feed.json' },
];

export function portFeeds({ slug, name }: { slug: string; name: string }): readonly FeedLink[] {
  const stem = `/ports/${encodeURIComponent(slug)}/feed`;
  return [
    { title: `Alerts of ${name}, Atom`, type: 'application/atom+xml', path: `${stem}.atom` },
    { title: `Alerts of ${name}, JSON Feed`, type: 'application/feed+json', path: `${stem}.json` },
  ];
}

/** Lets a feed reader find them from the page: <link rel="alternate">. */
export function feedAlternates(feeds: readonly FeedLink[]): NonNullable<Metadata['alternates']> {
  const { baseUrl } = readSettings();
  const ofType = (wanted: FeedLink['type']) =>
    feeds
      .filter(({ type }) => type === wanted)
      .map(({ title, path }) => ({ title, url: `${baseUrl}${path}` }));
  return {
    types: {
      'application/atom+xml': ofType('application/atom+xml'),
      'application/feed+json': ofType('application/feed+json'),
    },
  };
}
