import type { ComponentProps } from 'react';

/**
 * A link to another page of ours. A plain one, of which a page can have hundreds: components/site/page-visits.tsx follows them all
 * without the browser loading everything anew. Pages are made on demand, so none is fetched before it is asked for.
 */
export function PageLink({
  scroll = true,
  children,
  ...props
}: ComponentProps<'a'> & {
  readonly href: string;
  /** Whether the page that it leads to is shown from its top. */
  readonly scroll?: boolean;
}) {
  return (
    <a data-page={scroll ? 'top' : 'stay'} {...props}>
      {children}
    </a>
  );
}
