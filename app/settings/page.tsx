import type { Metadata } from 'next';
import { redirect } from 'next/navigation';

import { readKeptForm } from '#app/kept-form.ts';
import type { SearchParams } from '#app/page-props.ts';
import { readViewer } from '#app/read-viewer.ts';
import { RefusedNotice } from '#app/refused-notice.tsx';
import { SignOutButton } from '#components/account/sign-out-button.tsx';
import { SessionsTable } from '#components/settings/sessions-table.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SESSION_IDLE_MS } from '#lib/auth/session-life.ts';
import { listPortNames } from '#lib/db/read/list-port-names.ts';
import { listSessions } from '#lib/db/read/list-sessions.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export const metadata: Metadata = { title: 'Settings', robots: { index: false } };

export default async function AccountPage({
  searchParams,
}: {
  readonly searchParams: SearchParams;
}) {
  const viewer = await readViewer();
  if (viewer === null) redirect('/sign-in');
  const now = new Date();
  const { actor, login, sessionId } = viewer;
  const db = pageDatabase();
  const [sessions, ports, { done, refused }] = await Promise.all([
    listSessions(db, actor.userId, new Date(now.getTime() - SESSION_IDLE_MS)),
    listPortNames(db),
    searchParams,
  ]);
  const kept = await readKeptForm(refused);
  const maintained = ports.filter(({ id }) => actor.maintains.includes(id));
  return (
    <>
      <RefusedNotice kept={kept} />
      {done === 'session-ended' && <Notice sentence="That session has ended." />}
      <Facts>
        <Fact name="Name">{actor.name}</Fact>
        <Fact name="Signs in with">{login === null ? 'a password' : `GitHub, as @${login}`}</Fact>
        <Fact name="Role">{describeRole(actor.isAdministrator, maintained)}</Fact>
      </Facts>
      <section aria-labelledby="sessions" className="mt-10 text-sm">
        <div className="mb-2 flex items-baseline justify-between gap-4">
          <h2 id="sessions" className="text-lg font-semibold tracking-tight">
            Where you are signed in
          </h2>
          <SignOutButton look="small" />
        </div>
        <SessionsTable sessions={sessions} current={sessionId} now={now} returnTo="/settings" />
        <p className="mt-3 text-muted">
          A session ends twelve hours after it was last used, and seven days after it began.
        </p>
      </section>
    </>
  );
}

function describeRole(
  isAdministrator: boolean,
  maintained: readonly { readonly name: string }[],
): string {
  if (isAdministrator) return 'administrator';
  if (maintained.length === 0) return 'reader; an administrator can make you a maintainer of ports';
  return `maintainer of ${maintained.map(({ name }) => name).join(', ')}`;
}
