import { KeyHint } from '#components/keyboard/key-hint.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { MOST_SEARCH_LENGTH } from '#lib/domain/search-text.ts';

/** A plain form that works without scripts; where there is no room for it, a way to its page. */
export function SiteSearch() {
  return (
    <search aria-label="Everything">
      <form action="/search" className="relative max-lg:hidden">
        <input
          type="search"
          name="q"
          aria-label="Search everything"
          placeholder="Search"
          maxLength={MOST_SEARCH_LENGTH}
          autoComplete="off"
          spellCheck={false}
          className="peer h-8 w-48 rounded-md border border-edge bg-ground pr-8 pl-2.5 text-sm text-ink placeholder:text-muted"
        />
        <span className="pointer-events-none absolute top-0 right-2 flex h-8 items-center peer-focus:hidden">
          <KeyHint act="search" />
        </span>
      </form>
      <PageLink
        href="/search"
        aria-label="Search"
        className="flex size-8 items-center justify-center rounded-md hover:bg-soft hover:text-ink lg:hidden"
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="none">
          <circle cx="7" cy="7" r="4.25" stroke="currentColor" strokeWidth="1.5" />
          <path d="m10.25 10.25 3.5 3.5" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </PageLink>
    </search>
  );
}
