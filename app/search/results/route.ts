import { answer } from '#app/api/v1/answer.ts';
import { respondJson } from '#app/api/v1/respond.ts';
import { prepareSearch } from '#components/search/prepare-search.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { searchEverything } from '#lib/db/read/search-everything.ts';
import { parseSearchText } from '#lib/domain/search-text.ts';

const mostOfAKind = 6;

/** What the search panel shows for "?q=…"; too short a text finds nothing. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const search = parseSearchText(new URL(request.url).searchParams.get('q') ?? '');
    const findings =
      search === null ? null : await searchEverything(pageDatabase(), search, mostOfAKind);
    return respondJson(request, { groups: findings === null ? [] : prepareSearch(findings) });
  });
}
