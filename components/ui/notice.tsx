import type { ReactNode } from 'react';

/** What came of the form that was just sent. `children`: what can be done about it, such as undoing it. */
export function Notice({
  sentence,
  isProblem = false,
  children,
}: {
  readonly sentence: string;
  readonly isProblem?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div
      role={isProblem ? 'alert' : 'status'}
      className={`mt-5 flex max-w-prose flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border border-l-3 border-hairline bg-soft px-3.5 py-2.5 text-sm ${isProblem ? 'border-l-worse' : 'border-l-better'}`}
    >
      <p>{sentence}</p>
      {children}
    </div>
  );
}
