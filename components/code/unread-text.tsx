import type { ReactNode } from 'react';

import { Age } from '#components/ui/age.tsx';
import { LiveRefresh } from '#components/status/live-refresh.tsx';
import { PageLink } from '#components/ui/page-link.tsx';

/** Why code that a worker reads from the mirror is not here, yet or at all. */
export type Unread =
  /** Nothing was ever fetched on this installation. */
  | { readonly kind: 'no-mirror'; readonly isPollOn: boolean }
  | { readonly kind: 'no-worker' }
  | { readonly kind: 'waiting' }
  /** A sentence. */
  | { readonly kind: 'failed'; readonly failure: string; readonly at: Date };

const waitingRefreshMs = 1000;
const failedRefreshMs = 10_000;

interface Words {
  /** Begins a sentence. */
  readonly what: string;
  /** What git does meanwhile. */
  readonly doing: string;
  /** Names the progress. */
  readonly progress: string;
}

const WORDS = {
  conflict: {
    what: 'The code of a conflict',
    doing: 'Git merges the same commits once more to read the code; that takes a few seconds',
    progress: 'Merging',
  },
  patch: {
    what: 'The patch of a file',
    doing: 'Git compares the same commits once more to read the patch; that takes a moment',
    progress: 'Comparing',
  },
} as const satisfies Record<string, Words>;

export function UnreadText({
  of,
  unread,
  address,
  now,
}: {
  readonly of: keyof typeof WORDS;
  readonly unread: Unread;
  /** Of this page, to look again without JavaScript. */
  readonly address: string;
  readonly now: Date;
}) {
  const words = WORDS[of];
  const again = (
    <a href={address} className="link">
      Look again
    </a>
  );
  switch (unread.kind) {
    case 'no-mirror':
      return (
        <Frame>
          {words.what} is read from a mirror of upstream and the fork, which this installation has
          not fetched yet:{' '}
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
          <progress
            aria-label={words.progress}
            className="progress mr-3 inline-block w-24 align-middle"
          />
          {words.doing}, and fills in here. {again}
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
