import type { Metadata } from 'next';

import type { SearchParams } from '#app/page-props.ts';
import { parseSearchKind, prepareSearch } from '#components/search/prepare-search.ts';
import { SearchForm } from '#components/search/search-form.tsx';
import { SearchGroups } from '#components/search/search-groups.tsx';
import { SearchableList } from '#components/search/searchable-list.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { searchEverything } from '#lib/db/read/search-everything.ts';
import { LEAST_SEARCH_LENGTH, parseSearchText } from '#lib/domain/search-text.ts';

interface SearchPageProps {
  readonly searchParams: SearchParams;
}

const mostOfAKind = 25;
/** Where that kind alone is asked for. */
const mostOfOneKind = 500;

export async function generateMetadata({ searchParams }: SearchPageProps): Promise<Metadata> {
  const { text } = await readText(searchParams);
  return { title: text === '' ? 'Search' : `“${text}”`, robots: { index: false } };
}

export default async function SearchPage({ searchParams }: SearchPageProps) {
  const { text, search } = await readText(searchParams);
  const kind = parseSearchKind((await searchParams)['of']);
  const most = kind === null ? mostOfAKind : mostOfOneKind;
  const found =
    search === null ? [] : prepareSearch(await searchEverything(pageDatabase(), search, most));
  const groups = kind === null ? found : found.filter(({ id }) => id === kind);
  return (
    <main id="main" className="page">
      <h1 className="text-2xl font-semibold tracking-tight">Search</h1>
      <SearchForm text={text} />
      {search === null && (
        <EmptyState
          title={
            text === '' ? 'What can be searched for' : `Type ${LEAST_SEARCH_LENGTH} letters or more`
          }
        >
          <SearchableList />
        </EmptyState>
      )}
      {search !== null && groups.length === 0 && (
        <EmptyState title={`Nothing is found for “${search.text}”`}>
          <SearchableList />
        </EmptyState>
      )}
      {kind !== null && found.length > 1 && (
        <p className="mt-4 text-sm">
          <PageLink href={`/search?${new URLSearchParams({ q: text })}`} className="link">
            All kinds
          </PageLink>
        </p>
      )}
      <SearchGroups groups={groups} text={text} kind={kind} />
    </main>
  );
}

async function readText(searchParams: SearchParams) {
  const { q } = await searchParams;
  const raw = typeof q === 'string' ? q : '';
  const search = parseSearchText(raw);
  return { text: search?.text ?? raw.replaceAll('\0', '').trim(), search };
}
