import { PageLink } from '#components/ui/page-link.tsx';

import { SEARCHABLE } from './what-can-be-searched.ts';

export function SearchableList() {
  return (
    <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
      {SEARCHABLE.map(({ what, example }) => (
        <div key={example} className="contents">
          <dt className="max-sm:mt-2">{what}</dt>
          <dd>
            <PageLink
              href={`/search?q=${encodeURIComponent(example)}`}
              className="link inline-block font-mono text-xs leading-6 text-ink"
            >
              {example}
            </PageLink>
          </dd>
        </div>
      ))}
    </dl>
  );
}
