import type { ReactNode } from 'react';

/** Words and their meanings, one under the other. */
export function Definitions({
  items,
}: {
  readonly items: readonly {
    readonly id: string;
    readonly term: ReactNode;
    readonly meaning: ReactNode;
  }[];
}) {
  return (
    <dl className="divide-y divide-hairline border-y border-hairline">
      {items.map(({ id, term, meaning }) => (
        <div key={id} id={id} className="gap-x-4 py-2 sm:grid sm:grid-cols-[11rem_1fr]">
          <dt className="font-medium">{term}</dt>
          <dd className="text-muted">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
