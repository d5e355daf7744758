import { PageLink } from './page-link.tsx';
import type { ReactNode } from 'react';

/** A word that leads to what it means and how it is measured. */
export function Term({ of, children }: { readonly of: string; readonly children: ReactNode }) {
  return (
    <PageLink
      href={`/method#${of}`}
      className="underline decoration-edge/60 decoration-dotted underline-offset-4 hover:text-ink hover:decoration-solid"
    >
      {children}
    </PageLink>
  );
}
