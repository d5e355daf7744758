import type { Metadata } from 'next';

import { readKeptForm } from '#app/kept-form.ts';
import type { SearchParams } from '#app/page-props.ts';
import { RefusedNotice } from '#app/refused-notice.tsx';
import { readAdministrator } from '#app/settings/read-permitted.ts';
import { ActForm } from '#components/ui/act-form.tsx';
import { FreshNotice } from '#components/settings/fresh-notice.tsx';
import { HostsTable } from '#components/settings/hosts-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { isFresh } from '#lib/auth/authorise.ts';
import { listAllowedHosts } from '#lib/db/read/list-allowed-hosts.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { parseAllowedHost } from '#lib/domain/allowed-host.ts';

export const metadata: Metadata = { title: 'Allowed hosts', robots: { index: false } };

export default async function HostsPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const { actor } = await readAdministrator();
  const now = new Date();
  const [hosts, { done, host: changed, refused }] = await Promise.all([
    listAllowedHosts(pageDatabase()),
    searchParams,
  ]);
  const kept = await readKeptForm(refused);
  const host = typeof changed === 'string' ? parseAllowedHost(changed) : null;
  return (
    <>
      <p className="mt-5 max-w-prose text-muted">
        Alerts are sent to public addresses only: no private network, not this machine, no metadata
        service. Hosts named here may be reached all the same, and by plain http.
      </p>
      <FreshNotice isFresh={isFresh(actor, now)} returnTo="/settings/hosts" />
      <RefusedNotice kept={kept} />
      {host !== null && done === 'host-add' && (
        <Notice sentence={`${host} may be reached now.`}>
          <ActForm action="/settings/hosts/host-remove" fields={{ host }} label="Undo" />
        </Notice>
      )}
      {host !== null && done === 'host-remove' && (
        <Notice sentence={`${host} may no longer be reached where its address is private.`}>
          <ActForm action="/settings/hosts/host-add" fields={{ host }} label="Undo" />
        </Notice>
      )}
      <form
        method="post"
        action="/settings/hosts/host-add"
        className="mt-6 flex max-w-[520px] items-end gap-2.5"
      >
        <div className="grow">
          <TextField
            label="Host"
            name="host"
            placeholder="matrix.internal:8448"
            maxLength={260}
            typed={kept?.typed}
          />
        </div>
        <SubmitButton look="main">Allow</SubmitButton>
      </form>
      {hosts.length === 0 ? (
        <EmptyState title="No host is allowed">
          <p>Endpoints in a private network cannot be reached until their host is named here.</p>
        </EmptyState>
      ) : (
        <HostsTable hosts={hosts} now={now} />
      )}
    </>
  );
}
