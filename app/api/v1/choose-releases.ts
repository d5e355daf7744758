import { parseWantedRange } from '#components/port/port-url.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { chooseRange, type ReleaseChoice } from '#lib/domain/release-range.ts';

import { respondProblem } from './respond.ts';

export type ChosenReleases =
  | { readonly kind: 'chosen'; readonly choice: ReleaseChoice }
  | { readonly kind: 'wrong'; readonly response: Response };

/** "?from=go1.20&to=go1.26.0&releases=first", as on the port's page; a program is told what a reader is shown mended. */
export function chooseReleases(request: Request, rebases: readonly RebaseView[]): ChosenReleases {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { range, fault } = chooseRange(rebases, parseWantedRange(query));
  if (fault !== null) {
    return {
      kind: 'wrong',
      response: respondProblem({ title: 'No such range', status: 400, detail: `${fault}.` }),
    };
  }
  return {
    kind: 'chosen',
    choice: { releases: query['releases'] === 'first' ? 'first' : 'all', range },
  };
}
