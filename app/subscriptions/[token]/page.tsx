import type { Metadata } from 'next';

import { openMailLink } from '#app/open-mail-link.ts';
import type { SearchParams } from '#app/page-props.ts';
import { wishesInWords } from '#app/subscribe/wishes-in-words.ts';
import { WishFields } from '#components/subscribe/wish-fields.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { listLineNames } from '#lib/db/read/list-line-names.ts';
import { listPortNames } from '#lib/db/read/list-port-names.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

// The address of this page lets its holder in: no other site must learn it, and no search engine. (Without any referrer browsers
// would leave out the origin of its forms as well.)
export const metadata: Metadata = {
  title: 'Your mails',
  robots: { index: false },
  referrer: 'same-origin',
};

const notices: Readonly<Record<string, string>> = {
  ended: 'Ended: nothing more is sent, not even what was due already.',
  changed: 'Changed.',
};

interface ManagePageProps {
  readonly params: Promise<{ readonly token: string }>;
  readonly searchParams: SearchParams;
}

export default async function ManagePage({ params, searchParams }: ManagePageProps) {
  const { token } = await params;
  const { notice } = await searchParams;
  const opened = await openMailLink(token);
  if (opened === null) {
    return (
      <main id="main" className="page">
        <h1 className="text-2xl font-semibold tracking-tight">Your mails</h1>
        <EmptyState title="This link is none of ours, or was replaced by another">
          <p>Use the link of the newest mail you have.</p>
        </EmptyState>
      </main>
    );
  }
  const db = pageDatabase();
  const [ports, lines] = await Promise.all([listPortNames(db), listLineNames(db)]);
  const { link, address } = opened;
  const sentences = wishesInWords(address.subscriptions);
  const told =
    typeof notice === 'string' && Object.hasOwn(notices, notice) ? notices[notice] : null;
  return (
    <main id="main" className="page">
      <h1 className="text-2xl font-semibold tracking-tight">Your mails</h1>
      <p className="mt-1 text-muted">To {maskAddress(address.address)}</p>
      {told !== null && told !== undefined && <Notice sentence={told} />}
      {address.subscriptions.length === 0 && (
        <EmptyState title="Nothing is sent to you">
          <p>
            <PageLink href="/subscribe" className="link">
              Subscribe again
            </PageLink>
          </p>
        </EmptyState>
      )}
      {address.subscriptions.length > 0 && (
        <form method="post" action={`/unsubscribe/${token}`} className="mt-5">
          <SubmitButton look="main">
            {link.kind === 'address' ? 'Stop all of these mails' : 'Stop these mails'}
          </SubmitButton>
        </form>
      )}
      {address.subscriptions.map(({ id, filters, port }, index) => (
        <section key={id} aria-labelledby={id} className="mt-8">
          <h2 id={id} className="text-lg font-semibold tracking-tight">
            {sentences[index]}
          </h2>
          <form method="post" action={`/subscriptions/${token}/change`} className="mt-3 space-y-4">
            <input type="hidden" name="subscription" value={id} />
            <WishFields
              wish={{ ...filters, port: port?.slug ?? null, line: filters.lines[0] ?? null }}
              ports={ports}
              lines={lines}
            />
            <SubmitButton>Change it</SubmitButton>
          </form>
        </section>
      ))}
      {link.kind === 'address' && (
        <form method="post" action={`/unsubscribe/${token}`} className="mt-10">
          <SubmitButton name="never" value="yes">
            Never write to this address again, whoever asks
          </SubmitButton>
        </form>
      )}
    </main>
  );
}

/** "m…@example.org": enough for its owner. */
function maskAddress(address: string): string {
  return address.replace(/^(.).*(@.*)$/, '$1…$2');
}
