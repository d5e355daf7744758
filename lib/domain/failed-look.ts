// Decides what is said of a port of which nothing is known because its fork or upstream could not be looked at even once.
import type { PortStanding } from './port-standing.ts';
import type { PortView, RepositoryView } from './port-view.ts';

type Repositories = Pick<PortView, 'upstream' | 'fork'>;

/** Whether it was polled, and never once listed and fetched whole. */
export function hasFailedLook({ listedAt, fetchedAt, failures }: RepositoryView): boolean {
  return failures > 0 && (listedAt === null || fetchedAt === null);
}

/** One sentence for each repository concerned: what failed, why, and when it is tried again. Null: none is. */
export function describeFailedLook(port: Repositories): string | null {
  const failed = listFailed(port);
  if (failed.length === 0) return null;
  return failed
    .map(
      ({ fullName, failure }) =>
        `The first look at ${fullName} failed: ${failure?.replace(/^The /, 'the ') ?? 'the reason is not known.'}`,
    )
    .join(' ');
}

/** As it stands, but not measured because a look failed, rather than because of what was therefore not found. */
export function tellFailedLook(standing: PortStanding, port: Repositories): PortStanding {
  const names = listFailed(port).map(({ fullName }) => fullName);
  if (standing.state !== 'unmeasured' || names.length === 0) return standing;
  return {
    ...standing,
    verdict: `not measured: the first look at ${names.join(' and ')} failed`,
  };
}

function listFailed({ upstream, fork }: Repositories): readonly RepositoryView[] {
  return [upstream, fork].filter(hasFailedLook);
}
