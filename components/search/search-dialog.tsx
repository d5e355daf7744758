'use client';

import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';

import { openPanel, useTypedAhead } from '#components/keyboard/open-panel.ts';
import { Modal } from '#components/ui/modal.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { MOST_SEARCH_LENGTH, parseSearchText } from '#lib/domain/search-text.ts';

import { describeGroups, type SearchGroup } from './prepare-search.ts';
import { readResults } from './read-results.ts';
import { SEARCHABLE } from './what-can-be-searched.ts';

/** Between two keys of somebody who types. */
const patienceMs = 120;

interface Results {
  /** What they are for. */
  readonly text: string;
  /** Null: the search failed. */
  readonly groups: readonly SearchGroup[] | null;
}

/** Finds while one types: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export function SearchDialog() {
  const router = useRouter();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  // Once the dialog is open: before, nothing in it can have the focus.
  useEffect(() => field.current?.focus(), []);
  const ahead = useTypedAhead();
  const [typed, setText] = useState<string | null>(null);
  const text = typed ?? ahead;
  const results = useResults(text);
  const [active, setActive] = useState({ text: '', index: 0 });
  const groups = results?.groups ?? [];
  const hits = groups.flatMap((group) => group.hits);
  const index = active.text === results?.text ? active.index : 0;
  const optionId = (place: number) => `${id}-${place}`;

  const open = (href: string) => {
    openPanel(null);
    router.push(href);
  };
  const move = (place: number) => {
    setActive({ text: results?.text ?? '', index: place });
    document.getElementById(optionId(place))?.scrollIntoView({ block: 'nearest' });
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const isStep = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    if (isStep && hits.length > 0) {
      event.preventDefault();
      move((index + (event.key === 'ArrowDown' ? 1 : -1) + hits.length) % hits.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      // What is shown may still be for fewer letters.
      const isShown = results?.text === parseSearchText(text)?.text;
      open((isShown ? hits[index]?.href : undefined) ?? `/search?q=${encodeURIComponent(text)}`);
    }
  };

  return (
    <Modal title="Search" isTitleHidden onClose={() => openPanel(null)}>
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label="Search everything"
        aria-autocomplete="list"
        aria-expanded={hits.length > 0}
        aria-controls={hits.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={hits.length > 0 ? optionId(index) : undefined}
        placeholder="Ports, releases, files, commits, CLs"
        value={text}
        maxLength={MOST_SEARCH_LENGTH}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={press}
        className="h-12 w-full shrink-0 border-b border-hairline bg-transparent px-4 text-lg text-ink -outline-offset-2! placeholder:text-muted"
      />
      {hits.length > 0 ? (
        <div
          id={`${id}-list`}
          // A native list of choices cannot be in groups, nor say where each leads.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="listbox"
          aria-label="Found"
          className="min-h-0 grow overflow-y-auto p-1.5"
        >
          {groups.map((group) => (
            <Group
              key={group.id}
              id={`${id}-${group.id}`}
              group={group}
              first={hits.indexOf(group.hits[0] ?? missing)}
              active={index}
              optionId={optionId}
              onOpen={open}
            />
          ))}
        </div>
      ) : (
        <Nothing text={text} results={results} />
      )}
      <output className="sr-only">{results?.groups ? describeGroups(results.groups) : ''}</output>
      {hits.length > 0 && (
        <p className="flex shrink-0 flex-wrap items-center gap-x-4 border-t border-hairline px-4 py-2 text-xs text-muted">
          <span className="mr-auto max-sm:hidden">↑ ↓ choose · Enter opens · Esc closes</span>
          <PageLink
            href={`/search?q=${encodeURIComponent(text)}`}
            onClick={() => openPanel(null)}
            className="link leading-6"
          >
            All that is found
          </PageLink>
        </p>
      )}
    </Modal>
  );
}

const missing: SearchGroup['hits'][number] = { href: '', label: '', detail: '', isCode: false };

/** Null: nothing has been looked for yet. The last results stay until the next are there. */
function useResults(text: string): Results | null {
  const [results, setResults] = useState<Results | null>(null);
  const wanted = parseSearchText(text)?.text ?? null;
  useEffect(() => {
    if (wanted === null) return undefined;
    const gone = new AbortController();
    const show = (groups: Results['groups']) => {
      if (!gone.signal.aborted) setResults({ text: wanted, groups });
    };
    const timer = setTimeout(() => {
      readResults(wanted, gone.signal).then(show, () => show(null));
    }, patienceMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [wanted]);
  return wanted === null ? null : results;
}

function Group({
  id,
  group: { title, count, hits },
  first,
  active,
  optionId,
  onOpen,
}: {
  readonly id: string;
  readonly group: SearchGroup;
  /** Place of its first hit among those of all groups. */
  readonly first: number;
  readonly active: number;
  readonly optionId: (place: number) => string;
  readonly onOpen: (href: string) => void;
}) {
  return (
    // Of a listbox, not of a form.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="group" aria-labelledby={id}>
      <div id={id} className="px-2.5 pt-2 pb-1 text-xs text-muted">
        {title} <span className="num">{count}</span>
      </div>
      {hits.map(({ href, label, detail, isCode }, place) => (
        // The field keeps the focus, and takes the keys.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={href}
          id={optionId(first + place)}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as the list
          role="option"
          tabIndex={-1}
          aria-selected={first + place === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onOpen(href)}
          className="cursor-pointer rounded-md px-2.5 py-1.5 hover:bg-soft aria-selected:bg-soft aria-selected:shadow-[inset_2px_0_0_var(--focus)]"
        >
          <span
            className={`block truncate ${isCode ? 'font-mono text-xs leading-5' : 'font-medium'}`}
          >
            {label}
          </span>
          <span className="block truncate text-xs text-muted">{detail}</span>
        </div>
      ))}
    </div>
  );
}

function Nothing({ text, results }: { readonly text: string; readonly results: Results | null }) {
  return (
    <div className="px-4 py-3 text-sm text-muted">
      {results !== null && (
        <p
          role={results.groups === null ? 'alert' : undefined}
          className="pb-2 text-ink wrap-anywhere"
        >
          {results.groups === null
            ? 'The search could not be asked. Try again, or press Enter for its page.'
            : `Nothing is found for “${text.trim()}”.`}
        </p>
      )}
      <p className="pb-1">What can be searched for:</p>
      <ul>
        {SEARCHABLE.map(({ what, example }) => (
          <li key={example} className="flex flex-wrap justify-between gap-x-4">
            <span>{what}</span>
            <code className="text-xs leading-5">{example}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
