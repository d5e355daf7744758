'use client';

import { useState } from 'react';

import { type Theme, themes } from './theme.ts';

const yearSeconds = 365 * 24 * 60 * 60;

function choose(theme: Theme): void {
  document.cookie = `theme=${theme}; path=/; max-age=${yearSeconds}; samesite=lax`;
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** Goes round system, light, dark; the choice lasts a year and is read on the server, so no page flashes. */
export function ThemeSwitch({ theme: initial }: { readonly theme: Theme }) {
  const [theme, setTheme] = useState(initial);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  return (
    <button
      type="button"
      title={`Theme: ${theme}`}
      aria-label={`Theme: ${theme}. Switch to ${next}`}
      className="flex size-8 items-center justify-center rounded-md text-muted hover:bg-soft hover:text-ink"
      onClick={() => {
        choose(next);
        setTheme(next);
      }}
    >
      <ThemeIcon theme={theme} />
    </button>
  );
}

function ThemeIcon({ theme }: { readonly theme: Theme }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="none">
      <circle cx="8" cy="8" r="5.25" stroke="currentColor" strokeWidth="1.5" />
      {theme === 'system' && <path d="M8 2.75a5.25 5.25 0 0 1 0 10.5z" fill="currentColor" />}
      {theme === 'dark' && <circle cx="8" cy="8" r="5.25" fill="currentColor" />}
    </svg>
  );
}
