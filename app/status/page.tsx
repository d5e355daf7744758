import type { Metadata } from 'next';
import type { ReactNode } from 'react';

import { readKeptForm } from '#app/kept-form.ts';
import type { SearchParams } from '#app/page-props.ts';
import { canonical } from '#app/share-metadata.ts';
import { readRepositories } from '#app/read-repositories.ts';
import { readViewer } from '#app/read-viewer.ts';
import { RefusedNotice } from '#app/refused-notice.tsx';
import { readSettings } from '#app/settings.ts';
import { describeStatus, isBusy } from '#components/status/describe-status.ts';
import { LiveRefresh } from '#components/status/live-refresh.tsx';
import { ProgressList } from '#components/status/progress-list.tsx';
import { QueueTable } from '#components/status/queue-table.tsx';
import { RateLimits } from '#components/status/rate-limits.tsx';
import { RepositoriesTable } from '#components/status/repositories-table.tsx';
import { WorkersTable } from '#components/status/workers-table.tsx';
import { CsvHeading } from '#components/ui/csv-heading.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { StatementPanel } from '#components/ui/statement-panel.tsx';
import { getStatus } from '#lib/db/read/get-status.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export function generateMetadata(): Metadata {
  return {
    title: 'Status',
    description: 'What was polled when, what is being measured, and what failed.',
    alternates: canonical('/status'),
  };
}

const busyRefreshMs = 2000;
const calmRefreshMs = 10_000;

export default async function StatusPage({
  searchParams,
}: {
  readonly searchParams: SearchParams;
}) {
  const { done, refused } = await searchParams;
  const kept = await readKeptForm(refused);
  const viewer = await readViewer();
  const status = await getStatus(pageDatabase(), await readRepositories());
  const settings = readSettings();
  const now = new Date();
  return (
    <main id="main" className="page">
      <LiveRefresh everyMs={isBusy(status) ? busyRefreshMs : calmRefreshMs} />
      <h1 className="text-2xl font-semibold tracking-tight">Status</h1>
      <p className="mt-1 text-muted">
        What was polled when, what is being measured, and what failed. This page keeps itself up to
        date.
      </p>
      <RefusedNotice kept={kept} />
      {done === 'poll-now' && <Notice sentence="It is polled as soon as a worker is free." />}
      <StatementPanel statements={describeStatus(status, settings, now)} />
      {status.progress.length > 0 && (
        <Section id="work" title="Long work">
          <ProgressList progress={status.progress} now={now} />
        </Section>
      )}
      <Section id="repositories" csv="/api/v1/status/repositories.csv" title="Repositories">
        {status.repositories.length === 0 ? (
          <p className="text-muted">No repository is known yet: no port is.</p>
        ) : (
          <RepositoriesTable
            repositories={status.repositories}
            server={settings.githubServerUrl}
            plan={settings}
            canPoll={viewer?.actor.isAdministrator ?? false}
            now={now}
          />
        )}
      </Section>
      <Section id="rate-limit" title="GitHub’s rate limit">
        <RateLimits limits={status.rateLimits} now={now} />
      </Section>
      <Section id="queue" csv="/api/v1/status/queue.csv" title="Queue">
        <QueueTable queue={status.queue} now={now} />
      </Section>
      <Section id="workers" csv="/api/v1/status/workers.csv" title="Workers">
        <WorkersTable workers={status.workers} now={now} />
      </Section>
    </main>
  );
}

function Section({
  id,
  title,
  csv = null,
  children,
}: {
  readonly id: string;
  readonly title: string;
  /** Address of its table as a file. */
  readonly csv?: string | null;
  readonly children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="mt-10 text-sm">
      {csv === null ? (
        <h2 id={id} className="mb-2 text-lg font-semibold tracking-tight">
          {title}
        </h2>
      ) : (
        <CsvHeading id={id} csv={csv}>
          {title}
        </CsvHeading>
      )}
      {children}
    </section>
  );
}
