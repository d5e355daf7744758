// Pages of a list as GitHub cuts them, with the Link header that leads to the others.
// https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api

const DEFAULT_PER_PAGE = 30;
const MAX_PER_PAGE = 100;

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null: there is but one page, and GitHub sends no header. */
  readonly link: string | null;
}

/** `url` is the address without a query; GitHub's own links name the repository by its number. */
export function cutPage<Item>(
  all: readonly Item[],
  query: URLSearchParams,
  url: string,
): Page<Item> {
  const perPage = readCount(query.get('per_page'), DEFAULT_PER_PAGE, MAX_PER_PAGE);
  const page = readCount(query.get('page'), 1, Number.MAX_SAFE_INTEGER);
  const lastPage = Math.max(1, Math.ceil(all.length / perPage));

  const links: string[] = [];
  const add = (relation: string, target: number): void => {
    const parameters = new URLSearchParams(query);
    parameters.set('page', String(target));
    links.push(`<${url}?${parameters.toString()}>; rel="${relation}"`);
  };
  if (page > 1) add('prev', Math.min(page - 1, lastPage));
  if (page < lastPage) {
    add('next', page + 1);
    add('last', lastPage);
  }
  if (page > 1) add('first', 1);

  return {
    items: all.slice((page - 1) * perPage, page * perPage),
    link: links.length === 0 ? null : links.join(', '),
  };
}

/** GitHub takes what it cannot read as the default, and what is too much as the most. */
function readCount(text: string | null, fallback: number, most: number): number {
  const count = Number(text);
  return text !== null && Number.isInteger(count) && count > 0 ? Math.min(count, most) : fallback;
}
