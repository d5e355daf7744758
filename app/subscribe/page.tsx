import type { Metadata } from 'next';

import { allFeeds, feedAlternates, portFeeds } from '#app/feeds/feed-links.ts';
import { readKeptForm } from '#app/kept-form.ts';
import type { SearchParams } from '#app/page-props.ts';
import { canonical } from '#app/share-metadata.ts';
import { readSettings } from '#app/settings.ts';
import { FeedAddresses } from '#components/subscribe/feed-addresses.tsx';
import { PreviewSection } from '#components/subscribe/preview-section.tsx';
import { SubscribeForm } from '#components/subscribe/subscribe-form.tsx';
import { describeNotice, parseWish, toSearchParams } from '#components/subscribe/subscribe-url.ts';
import { Notice } from '#components/ui/notice.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { listLineNames } from '#lib/db/read/list-line-names.ts';
import { listPortNames } from '#lib/db/read/list-port-names.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { subsystemSlug } from '#lib/domain/subsystem.ts';

import { readPreview } from './read-preview.ts';

export function generateMetadata(): Metadata {
  return {
    title: 'Subscribe',
    description: 'Be told when a port of Go will conflict, is behind, or is exposed.',
    // Whatever is filled in.
    alternates: { ...canonical('/subscribe'), ...feedAlternates(allFeeds) },
  };
}

export default async function SubscribePage({
  searchParams,
}: {
  readonly searchParams: SearchParams;
}) {
  const search = await searchParams;
  const query = toSearchParams(search);
  const kept = await readKeptForm(search['refused']);
  const wish = parseWish(query);
  const db = pageDatabase();
  const [ports, lines] = await Promise.all([listPortNames(db), listLineNames(db)]);
  const settings = readSettings();
  const { baseUrl, smtpUrl } = settings;
  const notice = describeNotice(query);
  const port = ports.find(({ slug }) => slug === wish.port);
  const portId = wish.port === null ? null : port?.id;
  const preview = await readPreview(db, { wish, portId, patience: settings, now: new Date() });
  const [subsystem] = wish.subsystems;
  const narrowed =
    wish.subsystems.length === 1 && subsystem !== undefined
      ? `?subsystem=${subsystemSlug(subsystem)}`
      : '';
  return (
    <main id="main" className="page">
      <h1 className="text-2xl font-semibold tracking-tight">Be told of it</h1>
      <p className="mt-1 max-w-prose text-muted">
        When a release of Go will conflict with a port, when a port is behind or exposed, and when
        that is over: once each, with the cause and what to do.{' '}
        <PageLink href="/alerts" className="link">
          What is wrong now
        </PageLink>
      </p>
      {notice !== null && <Notice {...notice} />}
      <div className="mt-8 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:grid-rows-[auto_auto_1fr]">
        <section aria-labelledby="by-mail">
          <h2 id="by-mail" className="text-lg font-semibold tracking-tight">
            By mail
          </h2>
          {smtpUrl === null && (
            <p className="mt-1 max-w-prose text-muted">
              This installation sends no mail: its operator must set <code>SMTP_URL</code>, and may
              set <code>MAIL_FROM</code>. The feeds below work without.
            </p>
          )}
          <SubscribeForm
            wish={wish}
            ports={ports}
            lines={lines}
            canMail={smtpUrl !== null}
            typed={kept?.typed}
          />
        </section>
        <div className="min-w-0 lg:col-start-2 lg:row-span-3 lg:row-start-1">
          <PreviewSection wish={wish} preview={preview} isPortNamed={ports.length > 1} />
        </div>
        <section aria-labelledby="by-feed" className="min-w-0">
          <h2 id="by-feed" className="mb-2 text-lg font-semibold tracking-tight">
            By feed
          </h2>
          <p className="mb-3 text-muted">
            The same, for a feed reader; no account, no address. A feed can be of one port, and with{' '}
            <code>?subsystem=</code> of one subsystem.
          </p>
          <FeedAddresses
            feeds={(port === undefined ? allFeeds : portFeeds(port)).map(({ title, path }) => ({
              title: narrowed === '' ? title : `${title}, ${subsystem} only`,
              href: `${baseUrl}${path}${narrowed}`,
            }))}
          />
        </section>
        <section aria-labelledby="by-program" className="max-w-prose">
          <h2 id="by-program" className="mb-2 text-lg font-semibold tracking-tight">
            By webhook, Slack, Discord, Matrix, or issues of a fork
          </h2>
          <p className="text-muted">
            Maintainers of a port set these up under{' '}
            <PageLink href="/settings/endpoints" className="link">
              endpoints
            </PageLink>
            ; each sends a test before it sends anything else.
          </p>
        </section>
      </div>
    </main>
  );
}
