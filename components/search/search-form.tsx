import { SubmitButton } from '#components/ui/submit-button.tsx';
import { MOST_SEARCH_LENGTH } from '#lib/domain/search-text.ts';

export function SearchForm({ text }: { readonly text: string }) {
  return (
    <search aria-label="On this page">
      <form action="/search" className="mt-4 flex max-w-xl gap-2">
        <input
          // Another text is another field: what was typed into the last must not stay.
          key={text}
          type="search"
          name="q"
          aria-label="Ports, releases, files, commits"
          defaultValue={text}
          maxLength={MOST_SEARCH_LENGTH}
          autoComplete="off"
          spellCheck={false}
          // Whoever comes here without a text has come to type one: on a narrow screen the header only leads here.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={text === ''}
          className="h-9 min-w-0 grow rounded-md border border-edge bg-ground px-2.5 text-base text-ink"
        />
        <SubmitButton>Search</SubmitButton>
      </form>
    </search>
  );
}
