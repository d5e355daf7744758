'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';

/** Lies over the page and keeps the focus until it is closed, by Esc, a click beside it or its button; the focus then goes back. */
export function Modal({
  title,
  isTitleHidden = false,
  onClose,
  children,
}: {
  readonly title: string;
  readonly isTitleHidden?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      closedby="any"
      onClose={onClose}
      className="mx-auto mt-[10vh] max-h-[80vh] w-[calc(100vw-32px)] max-w-xl overflow-hidden rounded-lg border border-hairline bg-float text-ink shadow-lg backdrop:bg-[rgb(0_0_0/0.45)] open:flex open:flex-col"
    >
      <div
        className={
          isTitleHidden
            ? 'sr-only'
            : 'flex h-12 shrink-0 items-center justify-between border-b border-hairline px-4'
        }
      >
        <h2 id={id} className="text-lg font-semibold tracking-tight">
          {title}
        </h2>
        <button
          type="button"
          aria-label="Close"
          onClick={() => dialog.current?.close()}
          className="-mr-2 flex size-8 items-center justify-center rounded-md text-muted hover:bg-soft hover:text-ink"
        >
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
            <path d="m2 2 10 10M12 2 2 12" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </button>
      </div>
      {children}
    </dialog>
  );
}
