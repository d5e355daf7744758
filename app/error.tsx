'use client';

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <main id="main" className="page">
      <h1 className="text-2xl font-semibold tracking-tight">This page could not be made</h1>
      <div className="mt-3 max-w-prose space-y-3 text-muted">
        <p>
          Most likely the database cannot be reached just now. What was measured is safe; nothing
          has to be done again.
        </p>
        {error.digest !== undefined && (
          <p>
            The server’s log has the reason under <code>{error.digest}</code>.
          </p>
        )}
        <button
          type="button"
          onClick={retry}
          className="h-8 rounded-md border border-edge px-3 text-sm text-ink hover:bg-soft"
        >
          Try again
        </button>
      </div>
    </main>
  );
}
