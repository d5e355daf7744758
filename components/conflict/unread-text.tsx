import type { ReactNode } from 'react';

import { Age } from '#components/ui/age.tsx';
import { LiveRefresh } from '#components/status/live-refresh.tsx';
import { PageLink } from '#components/ui/page-link.tsx';

/** Why the text of a conflict is not here, yet or at all. */
export type Unread =
  /** Nothing was ever fetched on this installation. */
  | { readonly kind: 'no-mirror'; readonly isPollOn: boolean }
  | { readonly kind: 'no-worker' }
  | { readonly kind: 'waiting' }
  /** A sentence. */
  | { readonly kind: 'failed'; readonly failure: string; readonly at: Date };

const waitingRefreshMs = 1000;
const failedRefreshMs = 10_000;

export function UnreadText({
  unread,
  address,
  now,
}: {
  readonly unread: Unread;
  /** Of this page, to look again without JavaScript. */
  readonly address: string;
  readonly now: Date;
}) {
  const again = (
    <a href={address} className="link">
      Look again
    </a>
  );
  switch (unread.kind) {
    case 'no-mirror':
      return (
        <Frame>
          The code of a conflict is read from a mirror of upstream and the fork, which this
          installation has not fetched yet:{' '}
          {unread.isPollOn ? (
            'the first poll does, and then it is shown here.'
          ) : (
            <>
              start the program without <code>POLL=off</code>, or run{' '}
              <code>npm run poll -- --once</code>, and it is shown here.
            </>
          )}{' '}
          Everything else on this page holds without it, and so do the commands below.
        </Frame>
      );
    case 'no-worker':
      return (
        <Frame>
          <LiveRefresh everyMs={failedRefreshMs} />
          The code is read by a worker, and none runs just now: see the{' '}
          <PageLink href="/status" className="link">
            status
          </PageLink>
          . It fills in here when one does. {again}
        </Frame>
      );
    case 'failed':
      return (
        <Frame>
          <LiveRefresh everyMs={failedRefreshMs} />
          The code could not be read <Age date={unread.at} now={now} />: {unread.failure} It is
          tried again. {again}
        </Frame>
      );
    case 'waiting':
    default:
      return (
        <Frame>
          <LiveRefresh everyMs={waitingRefreshMs} />
          <progress aria-label="Merging" className="progress mr-3 inline-block w-24 align-middle" />
          Git merges the same commits once more to read the code; that takes a few seconds, and
          fills in here. {again}
        </Frame>
      );
  }
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <output className="mt-2 block max-w-prose rounded-lg border border-hairline p-4 text-muted">
      {children}
    </output>
  );
}
