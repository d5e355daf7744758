import type { ReactNode } from 'react';

/** Names and what belongs to them, in as many columns as there is room for. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return (
    <dl className="mt-5 grid grid-cols-[repeat(auto-fill,minmax(148px,1fr))] gap-x-6 gap-y-3 text-sm">
      {children}
    </dl>
  );
}

export function Fact({
  name,
  children,
  isWide = false,
}: {
  readonly name: ReactNode;
  readonly children: ReactNode;
  readonly isWide?: boolean;
}) {
  return (
    <div className={isWide ? 'col-span-full' : undefined}>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="mt-1.5 wrap-anywhere">{children}</dd>
    </div>
  );
}
