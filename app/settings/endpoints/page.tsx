import type { Metadata } from 'next';

import { readKeptForm } from '#app/kept-form.ts';
import type { SearchParams } from '#app/page-props.ts';
import { RefusedNotice } from '#app/refused-notice.tsx';
import { readMaintainer } from '#app/settings/read-permitted.ts';
import { EndpointForm } from '#components/settings/endpoint-form.tsx';
import { EndpointsTable } from '#components/settings/endpoints-table.tsx';
import { FreshNotice } from '#components/settings/fresh-notice.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { isFresh } from '#lib/auth/authorise.ts';
import { listEndpoints } from '#lib/db/read/list-endpoints.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export const metadata: Metadata = { title: 'Endpoints', robots: { index: false } };

export default async function EndpointsPage({
  searchParams,
}: {
  readonly searchParams: SearchParams;
}) {
  const { actor } = await readMaintainer();
  const now = new Date();
  const { isAdministrator } = actor;
  const [endpoints, { done, refused }] = await Promise.all([
    listEndpoints(pageDatabase(), isAdministrator ? null : actor.userId),
    searchParams,
  ]);
  const kept = await readKeptForm(refused);
  const isOfNew = kept?.act === 'endpoint-create';
  return (
    <>
      <p className="mt-5 max-w-prose text-muted">
        Where alerts go besides mail: a signed webhook, a room in Slack, Discord or Matrix, or one
        living issue on the fork for each incident.
      </p>
      <FreshNotice isFresh={isFresh(actor, now)} returnTo="/settings/endpoints" />
      {!isOfNew && <RefusedNotice kept={kept} />}
      {done === 'endpoint-delete' && (
        <Notice sentence="The endpoint is deleted, with its subscriptions and its log." />
      )}
      {endpoints.length === 0 ? (
        <EmptyState title="There is no endpoint yet">
          <p>Make one below, send it a test, then say what it is to be told of.</p>
        </EmptyState>
      ) : (
        <EndpointsTable endpoints={endpoints} hasOwners={isAdministrator} now={now} />
      )}
      <section aria-labelledby="new" className="mt-10">
        <h2 id="new" className="text-lg font-semibold tracking-tight">
          New endpoint
        </h2>
        {isOfNew && <RefusedNotice kept={kept} />}
        <EndpointForm typed={isOfNew ? kept.typed : undefined} />
      </section>
    </>
  );
}
