import type { MetadataRoute } from 'next';

import { listPortPages } from '#lib/db/read/list-port-pages.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

import { readSettings } from './settings.ts';

export const dynamic = 'force-dynamic';

/** What a sitemap may hold: https://www.sitemaps.org/protocol.html */
const mostAddresses = 50_000;

/** Pages of ports before those of their rebases, so that a limit leaves out only the oldest of these. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const ports = await listPortPages(pageDatabase());
  const { baseUrl } = readSettings();
  const ofPorts = ports.flatMap(({ slug }) =>
    ['', '/forecast', '/backtest', '/compare', '/badges'].map((page) => `/ports/${slug}${page}`),
  );
  const ofRebases = ports.flatMap(({ slug, releases }) =>
    releases.map((release) => `/ports/${slug}/${encodeURIComponent(release)}`),
  );
  return ['/', '/alerts', '/compare', '/subscribe', '/method', '/api', ...ofPorts, ...ofRebases]
    .slice(0, mostAddresses)
    .map((path) => ({ url: `${baseUrl}${path}` }));
}
