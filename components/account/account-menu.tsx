'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';

interface Account {
  readonly name: string;
  /** Null: by password. */
  readonly login: string | null;
  readonly isAdministrator: boolean;
  /** How many ports. */
  readonly maintains: number;
}

/**
 * The corner of the head that differs from person to person. Pages are the same for everybody, so it asks for itself once the page
 * is there, and only in a browser in which somebody has signed in. Its place is the same size before and after. That it asks on each
 * page is also how a session knows that somebody goes from one to the next.
 */
export function AccountMenu() {
  const [account, setAccount] = useState<Account | null>(null);
  const path = usePathname();
  useEffect(() => {
    if (!/(^|; )tidemark-signed-in=1/.test(document.cookie)) return undefined;
    const gone = new AbortController();
    readAccount(gone.signal).then(setAccount, () => {});
    return () => gone.abort();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each page asks anew
  }, [path]);
  return (
    <div className="flex h-8 w-8 justify-end sm:w-14 print:hidden">
      {account === null ? (
        // Not a link within the app: that page has a policy of its own, which only a whole load brings in force.
        // oxlint-disable-next-line nextjs/no-html-link-for-pages
        <a
          href="/sign-in"
          className="flex h-8 items-center justify-center rounded-md hover:text-ink max-sm:w-8 sm:px-1"
        >
          <PersonIcon />
          <span className="max-sm:sr-only">Sign in</span>
        </a>
      ) : (
        <Menu account={account} />
      )}
    </div>
  );
}

async function readAccount(signal: AbortSignal): Promise<Account | null> {
  const response = await fetch('/api/session', { signal });
  const body: unknown = await response.json();
  return isAccount(body) ? body : null;
}

/** By hand: every public page carries this, and a library for it would weigh more than all the rest. */
function isAccount(body: unknown): body is Account {
  return (
    typeof body === 'object' &&
    body !== null &&
    'name' in body &&
    typeof body.name === 'string' &&
    'login' in body &&
    (body.login === null || typeof body.login === 'string') &&
    'isAdministrator' in body &&
    typeof body.isAdministrator === 'boolean' &&
    'maintains' in body &&
    typeof body.maintains === 'number'
  );
}

function Menu({ account }: { readonly account: Account }) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const { current } = details;
      if (current === null || !current.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        current.querySelector('summary')?.focus();
      } else if (event.target instanceof Node && current.contains(event.target)) return;
      current.open = false;
    };
    document.addEventListener('click', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('click', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  const who = account.login === null ? account.name : `@${account.login}`;
  return (
    <details ref={details} className="relative">
      <summary
        aria-label={`Account of ${account.name}`}
        title={account.name}
        className="flex size-8 list-none items-center justify-center rounded-full border border-hairline bg-soft text-xs font-semibold text-ink hover:border-edge [&::-webkit-details-marker]:hidden"
      >
        <span aria-hidden="true">{initials(account.name)}</span>
      </summary>
      <div className="absolute top-full right-0 z-20 mt-1.5 w-56 rounded-lg border border-hairline bg-float p-1.5 text-ink shadow-lg">
        <p className="px-2.5 py-1.5">
          <span className="block truncate font-medium">{account.name}</span>
          <span className="block truncate text-xs text-muted">
            {who}, {roleOf(account)}
          </span>
        </p>
        {/* oxlint-disable-next-line nextjs/no-html-link-for-pages -- as above */}
        <a href="/settings" className="block rounded-md px-2.5 py-1.5 hover:bg-soft">
          Settings
        </a>
        <form method="post" action="/sign-out">
          <button
            type="submit"
            className="block w-full rounded-md px-2.5 py-1.5 text-left hover:bg-soft"
          >
            Sign out
          </button>
        </form>
      </div>
    </details>
  );
}

function PersonIcon() {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      className="sm:hidden"
    >
      <circle cx="8" cy="5" r="2.75" />
      <path d="M2.75 13.5c.6-2.6 2.6-4 5.25-4s4.65 1.4 5.25 4" />
    </svg>
  );
}

function roleOf({ isAdministrator, maintains }: Account): string {
  if (isAdministrator) return 'administrator';
  return maintains > 0 ? 'maintainer' : 'reader';
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => (word === undefined ? '' : String.fromCodePoint(word.codePointAt(0) ?? 0)))
    .join('')
    .toUpperCase();
}
