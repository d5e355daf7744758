'use client';

import { useEffect, useState } from 'react';

/** Copies `text`, and says so for two seconds. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    <button
      type="button"
      aria-label={`Copy ${what}`}
      className="h-7 shrink-0 rounded-md border border-hairline bg-ground px-2 text-xs text-muted hover:border-edge hover:text-ink"
      onClick={() => {
        copy(text).then(
          () => setOutcome('copied'),
          () => setOutcome('failed'),
        );
      }}
    >
      <span aria-live="polite">
        {outcome === null ? 'Copy' : outcome === 'copied' ? 'Copied' : 'Select it by hand'}
      </span>
    </button>
  );
}

/** Rejects where the browser allows no copying: on a page that is neither https nor localhost. */
async function copy(text: string): Promise<void> {
  if (!('clipboard' in navigator)) throw new Error('This page may not copy.');
  await navigator.clipboard.writeText(text);
}
