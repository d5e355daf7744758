import { getRebase } from '#lib/db/read/get-rebase.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import { describeFailedLook } from '#lib/domain/failed-look.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import { quoteInput } from '#lib/domain/quote-input.ts';
import type { RebaseDetail, RebaseView } from '#lib/domain/rebase-view.ts';

import { respondProblem } from './respond.ts';

export type FoundRebase =
  | { readonly kind: 'found'; readonly detail: RebaseDetail }
  | { readonly kind: 'unknown'; readonly response: Response };

/** "?revision=" with the sha of a head that the rebase had chooses that one. */
export async function findRebase(
  request: Request,
  port: PortView,
  release: string,
): Promise<FoundRebase> {
  const revision = new URL(request.url).searchParams.get('revision');
  const lookup = await getRebase(pageDatabase(), port.id, { release, revision });
  switch (lookup.kind) {
    case 'found':
      return { kind: 'found', detail: lookup.detail };
    case 'unknown':
      return { kind: 'unknown', response: respondUnknownRelease(port, release, lookup.nearest) };
    case 'unknown-revision':
      return {
        kind: 'unknown',
        response: respondProblem({
          title: 'No such revision',
          status: 404,
          detail: `No revision of ${port.name} on ${lookup.release} with the head ${quoteInput(revision ?? '')} is known, or more than one that begins so. Known: ${lookup.heads.join(', ')}.`,
        }),
      };
    default:
      return assertNever(lookup);
  }
}

function respondUnknownRelease(
  port: PortView,
  release: string,
  nearest: readonly string[],
): Response {
  const help =
    nearest.length === 0
      ? (describeFailedLook(port) ?? 'It has none yet.')
      : `Nearest: ${nearest.join(', ')}.`;
  return respondProblem({
    title: 'No such rebase',
    status: 404,
    detail: `${port.name} has no rebase on ${quoteInput(release)}. ${help}`,
    nearest: [...nearest],
  });
}

/** In place of a table, which would be empty and so say that there is nothing to count. */
export function respondUnmeasured(
  port: PortView,
  { release, unmeasuredReason }: RebaseView,
): Response {
  return respondProblem({
    title: 'Not measured',
    status: 404,
    detail: `${port.name} on ${release} has no numbers. ${unmeasuredReason ?? 'It is not measured.'}`,
  });
}
