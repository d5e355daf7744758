import type { ReactNode } from 'react';

/** Nothing to show, and what to do about it. */
export function EmptyState({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="mt-6 max-w-prose rounded-lg border border-hairline p-6">
      <h2 className="text-lg font-semibold wrap-anywhere">{title}</h2>
      <div className="mt-1 space-y-2 text-muted">{children}</div>
    </section>
  );
}
