'use client';

import { useWorks } from './under-way-store.ts';

/** In a page that has nothing to show yet: what is being done about it. Its room is kept while nothing is. */
export function WorksHere() {
  const works = useWorks();
  return (
    <div className="min-h-16 pt-1 print:hidden">
      {works.slice(0, 2).map(({ id, title, detail, share }) => (
        <div key={id} className="pt-1">
          <p className="num flex justify-between gap-x-3 text-sm whitespace-nowrap">
            <span className="text-ink">{title}</span>
            <span className="truncate">{detail}</span>
          </p>
          <progress
            aria-label={title}
            className="progress block w-full"
            value={share ?? undefined}
          />
        </div>
      ))}
    </div>
  );
}
