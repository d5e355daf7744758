import { answer } from '#app/api/v1/answer.ts';
import { respond } from '#app/api/v1/respond.ts';
import { readSettings } from '#app/settings.ts';
import { listNews } from '#lib/db/read/list-news.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { subsystemFromSlug, subsystemSlug } from '#lib/domain/subsystem.ts';

import { atomFeed, jsonFeed, updatedAt } from './incident-feed.ts';

const mostEntries = 50;

/** "?subsystem=net" narrows it. `port` null: of all ports. */
export function answerFeed(
  request: Request,
  format: 'atom' | 'json',
  port: { readonly id: number; readonly slug: string; readonly name: string } | null,
): Promise<Response> {
  return answer(request, async () => {
    const slug = new URL(request.url).searchParams.get('subsystem');
    const subsystem = slug === null ? null : subsystemFromSlug(slug);
    const news = await listNews(
      pageDatabase(),
      { portId: port?.id ?? null, subsystem },
      mostEntries,
    );
    const place = {
      title: ['Alerts', port?.name ?? 'all ports', ...(subsystem === null ? [] : [subsystem])].join(
        ', ',
      ),
      baseUrl: readSettings().baseUrl,
      path: port === null ? '/alerts/feed' : `/ports/${encodeURIComponent(port.slug)}/feed`,
      query: subsystem === null ? '' : `?subsystem=${subsystemSlug(subsystem)}`,
      page: port === null ? '/alerts' : `/alerts?port=${encodeURIComponent(port.slug)}`,
    };
    const [body, type] =
      format === 'atom'
        ? [atomFeed(news, place), 'application/atom+xml; charset=utf-8']
        : [JSON.stringify(jsonFeed(news, place)), 'application/feed+json; charset=utf-8'];
    return respond(request, body, { 'Content-Type': type }, updatedAt(news));
  });
}
