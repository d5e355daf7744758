import { type ReactNode, useState, useSyncExternalStore } from 'react';

interface Still {
  readonly children?: ReactNode;
  readonly dangerouslySetInnerHTML?: { readonly __html: string };
  readonly suppressHydrationWarning?: boolean;
}

/**
 * For the element around a long part of a page in which nothing listens: text, plain links, and what CSS shows. As long as it
 * shows what came as HTML, React leaves it alone: to take over a long table element by element costs a slow machine a second, and
 * gives the reader nothing. Something new to show is drawn as anywhere else. `of`: what is shown is the same as long as this is.
 */
export function useStill(children: ReactNode, of: unknown = children): Still {
  const isTakenOver = useSyncExternalStore(neverChanges, isOfPage, isOfHtml);
  const [came] = useState(isTakenOver ? { of } : null);
  const isAsItCame = typeof window !== 'undefined' && came?.of === of;
  return isAsItCame ? leftAlone : { children };
}

/** React does not look into an element of which it is told the HTML, and keeps the HTML that it finds there. */
const leftAlone: Still = {
  dangerouslySetInnerHTML: { __html: '' },
  suppressHydrationWarning: true,
};

const neverChanges = () => () => undefined;
const isOfPage = () => false;
/** What React asks in place of the other while it makes, or takes over, a page that comes as HTML. */
const isOfHtml = () => true;
