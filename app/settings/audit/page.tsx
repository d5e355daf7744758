import type { Metadata } from 'next';

import { readKeptForm } from '#app/kept-form.ts';
import type { SearchParams } from '#app/page-props.ts';
import { RefusedNotice } from '#app/refused-notice.tsx';
import { readAdministrator } from '#app/settings/read-permitted.ts';
import { AuditFilterForm } from '#components/settings/audit-filter-form.tsx';
import { AuditTable } from '#components/settings/audit-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { listAudit } from '#lib/db/read/list-audit.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

import { AUDITED_ACTS, auditUrl, parseAuditQuery } from './audit-filters.ts';

export const metadata: Metadata = { title: 'Audit log', robots: { index: false } };

const PAGE_ROWS = 50;
const path = '/settings/audit';

export default async function AuditPage({ searchParams }: { readonly searchParams: SearchParams }) {
  await readAdministrator();
  const search = await searchParams;
  const { filters, before } = parseAuditQuery(search);
  const kept = await readKeptForm(search['refused']);
  // One more than is shown tells whether there are older ones.
  const found = await listAudit(pageDatabase(), { filters, before, limit: PAGE_ROWS + 1 });
  const rows = found.slice(0, PAGE_ROWS);
  const last = found.length > PAGE_ROWS ? rows.at(-1) : undefined;
  return (
    <>
      <p className="mt-5 max-w-prose text-muted">
        Who did or tried what, newest first, in UTC. Rows are only ever added.
      </p>
      <RefusedNotice kept={kept} />
      <AuditFilterForm acts={AUDITED_ACTS} filters={filters} />
      {rows.length === 0 ? (
        <EmptyState title={before === null ? 'No row fits' : 'There are no older rows'}>
          <p>
            <PageLink href={path} className="link">
              Show the newest of all
            </PageLink>
          </p>
        </EmptyState>
      ) : (
        <AuditTable rows={rows} acts={AUDITED_ACTS} />
      )}
      <div className="mt-4 flex flex-wrap justify-between gap-4 text-sm">
        <span className="flex gap-5">
          {before !== null && (
            <PageLink href={auditUrl(path, filters)} className="link">
              Newest
            </PageLink>
          )}
          {last !== undefined && (
            <PageLink href={auditUrl(path, filters, last.id)} className="link">
              Older
            </PageLink>
          )}
        </span>
        <form method="post" action={auditUrl(`${path}/export`, filters)}>
          <button type="submit" className="link">
            All of it as NDJSON
          </button>
        </form>
      </div>
    </>
  );
}
