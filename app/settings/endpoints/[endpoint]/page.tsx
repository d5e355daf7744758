import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';

import { readKeptForm } from '#app/kept-form.ts';
import type { SearchParams } from '#app/page-props.ts';
import { RefusedNotice } from '#app/refused-notice.tsx';
import { openShown, SHOWN_SECRET_NAME } from '#app/settings/endpoints/shown-secret.ts';
import { readMaintainer } from '#app/settings/read-permitted.ts';
import { ActForm } from '#components/ui/act-form.tsx';
import { DeleteEndpoint } from '#components/settings/delete-endpoint.tsx';
import { DeliveriesTable } from '#components/settings/deliveries-table.tsx';
import { EndpointFacts } from '#components/settings/endpoint-facts.tsx';
import { FreshNotice } from '#components/settings/fresh-notice.tsx';
import { ShownSecret } from '#components/settings/shown-secret.tsx';
import { SubscribeForm } from '#components/settings/subscribe-form.tsx';
import { SubscriptionsTable } from '#components/settings/subscriptions-table.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { isFresh } from '#lib/auth/authorise.ts';
import { getEndpoint } from '#lib/db/read/get-endpoint.ts';
import { listPortNames } from '#lib/db/read/list-port-names.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export const metadata: Metadata = { title: 'Endpoint', robots: { index: false } };

export default async function EndpointPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly endpoint: string }>;
  readonly searchParams: SearchParams;
}) {
  const { actor } = await readMaintainer();
  const [{ endpoint: id }, { done, refused }, jar] = await Promise.all([
    params,
    searchParams,
    cookies(),
  ]);
  const db = pageDatabase();
  const [endpoint, ports] = await Promise.all([getEndpoint(db, id), listPortNames(db)]);
  // Of somebody else's it is not even said that it is there.
  if (endpoint === null || !(actor.isAdministrator || endpoint.owner.id === actor.userId)) {
    notFound();
  }
  const now = new Date();
  const kept = await readKeptForm(refused);
  const typedFor = (act: string) => (kept?.act === act ? kept.typed : undefined);
  const here = `/settings/endpoints/${id}`;
  const secret = openShown(id, jar.get(SHOWN_SECRET_NAME)?.value);
  const said = typeof done === 'string' ? sentences.get(done) : undefined;
  return (
    <>
      <div className="mt-5">
        <Breadcrumb
          steps={[{ href: '/settings/endpoints', label: 'Endpoints' }]}
          here={endpoint.name}
        />
      </div>
      {said !== undefined && <Notice sentence={said} />}
      <RefusedNotice kept={kept} />
      {secret !== null && <ShownSecret secret={secret} />}
      <FreshNotice isFresh={isFresh(actor, now)} returnTo={here} />
      <EndpointFacts endpoint={endpoint} typed={typedFor('endpoint-rename')} now={now} />
      <div className="mt-5 flex flex-wrap gap-2.5">
        {endpoint.state === 'disabled' ? (
          <ActForm action={`${here}/endpoint-enable`} fields={{}} label="Enable" look="main" />
        ) : (
          <>
            <ActForm
              action={`${here}/endpoint-test`}
              fields={{}}
              label="Send a test"
              look={endpoint.state === 'untested' ? 'main' : 'plain'}
            />
            <ActForm action={`${here}/endpoint-disable`} fields={{}} label="Disable" look="plain" />
          </>
        )}
        {endpoint.channel === 'webhook' && (
          <ActForm action={`${here}/endpoint-rotate`} fields={{}} label="New secret" look="plain" />
        )}
      </div>
      <DeleteEndpoint
        action={`${here}/endpoint-delete`}
        subscriptions={endpoint.subscriptions.length}
      />
      <section aria-labelledby="subscriptions" className="mt-10 text-sm">
        <h2 id="subscriptions" className="mb-2 text-lg font-semibold tracking-tight">
          What it is told of
        </h2>
        <SubscriptionsTable subscriptions={endpoint.subscriptions} action={here} now={now} />
        <SubscribeForm
          ports={ports}
          action={`${here}/endpoint-subscribe`}
          typed={typedFor('endpoint-subscribe')}
        />
      </section>
      <section aria-labelledby="log" className="mt-10 text-sm">
        <h2 id="log" className="mb-2 text-lg font-semibold tracking-tight">
          Deliveries
        </h2>
        <DeliveriesTable deliveries={endpoint.deliveries} action={here} now={now} />
      </section>
    </>
  );
}

const sentences = new Map(
  Object.entries({
    'endpoint-create': 'The endpoint is made. Nothing but tests goes there until one has arrived.',
    'endpoint-rename': 'It has its new name.',
    'endpoint-rotate':
      'It has a new secret; for a day messages are signed with the one that held before as well.',
    'endpoint-test': 'A test is on its way; reload this page to see what came of it.',
    'endpoint-enable': 'It is enabled: send it a test.',
    'endpoint-disable': 'It is disabled: nothing goes there any more.',
    'endpoint-subscribe': 'From now on it is told of that.',
    'endpoint-unsubscribe': 'It is no longer told of that.',
    'endpoint-replay': 'It is being sent again, as a new delivery.',
  }),
);
