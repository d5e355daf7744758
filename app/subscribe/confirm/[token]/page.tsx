import type { Metadata } from 'next';

import { wishesInWords } from '#app/subscribe/wishes-in-words.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { hashToken } from '#lib/auth/mail-links.ts';
import { getOpenQuestion } from '#lib/db/read/get-linked-address.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

import type { SearchParams } from '#app/page-props.ts';

// The address of this page lets its holder in: no other site must learn it, and no search engine. (Without any referrer browsers
// would leave out the origin of its forms as well.)
export const metadata: Metadata = {
  title: 'Confirm',
  robots: { index: false },
  referrer: 'same-origin',
};

interface ConfirmPageProps {
  readonly params: Promise<{ readonly token: string }>;
  readonly searchParams: SearchParams;
}

/** Only shows: a program that opens every link of a mail must confirm nothing. */
export default async function ConfirmPage({ params, searchParams }: ConfirmPageProps) {
  const { token } = await params;
  const { notice } = await searchParams;
  const wishes = await getOpenQuestion(pageDatabase(), hashToken(token), new Date());
  return (
    <main id="main" className="page">
      <h1 className="text-2xl font-semibold tracking-tight">Do you want these mails?</h1>
      {notice === 'done' ? (
        <Notice sentence="Confirmed: you are told from now on. Each mail has a link that ends it.">
          <PageLink href="/alerts" className="link">
            What is wrong now
          </PageLink>
        </Notice>
      ) : wishes === null ? (
        <EmptyState title="This link has been used, or is older than 24 hours">
          <p>
            Nothing was changed.{' '}
            <PageLink href="/subscribe" className="link">
              Ask again
            </PageLink>
          </p>
        </EmptyState>
      ) : (
        <>
          <ul className="mt-4 max-w-prose space-y-1">
            {wishesInWords(wishes).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <form method="post" action={`/subscribe/confirm/${token}/yes`} className="mt-5">
            <SubmitButton look="main">Yes, send them</SubmitButton>
          </form>
        </>
      )}
    </main>
  );
}
