import { PageLink } from '#components/ui/page-link.tsx';

import { Age } from '#components/ui/age.tsx';
import type { RepositoryView } from '#lib/domain/port-view.ts';

/** How fresh all that is shown can be; leads to what was asked when. On a narrow screen only the sections have room, and Status is one. */
export function PolledAge({
  repositories,
  now,
}: {
  readonly repositories: readonly RepositoryView[];
  readonly now: Date;
}) {
  const dates = repositories.flatMap(({ listedAt }) => (listedAt === null ? [] : [listedAt]));
  const newest = dates.toSorted((a, b) => b.getTime() - a.getTime())[0];
  const isFailing = repositories.some(({ failures }) => failures > 0);
  return (
    <PageLink href="/status" className="flex h-8 items-center px-1 hover:text-ink max-sm:hidden">
      <span>
        {newest === undefined ? (
          isFailing ? (
            'first poll failed'
          ) : (
            'not polled yet'
          )
        ) : (
          <>
            polled <Age date={newest} now={now} />
            {isFailing && ', with failures'}
          </>
        )}
      </span>
    </PageLink>
  );
}
