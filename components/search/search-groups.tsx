import { BreakablePath } from '#components/ui/breakable-path.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';

import { capitalize } from '#lib/domain/capitalize.ts';

import type { SearchGroup, SearchKind } from './prepare-search.ts';

/** What was found, a table for each kind, which leads to those of it that are not shown. */
export function SearchGroups({
  groups,
  text,
  kind,
}: {
  readonly groups: readonly SearchGroup[];
  readonly text: string;
  /** The one that alone was asked for. */
  readonly kind: SearchKind | null;
}) {
  return groups.map(({ id, title, count, others, hits }) => (
    <section key={id} aria-labelledby={`found-${id}`} className="mt-8">
      <h2 id={`found-${id}`} className="mb-1 text-lg font-semibold tracking-tight">
        {title} <span className="num text-sm font-normal text-muted">{count}</span>
      </h2>
      <TableScroll label={title}>
        <table className="grid-table">
          <thead className="sr-only">
            <tr>
              <th scope="col">Found</th>
              <th scope="col">Where</th>
            </tr>
          </thead>
          <tbody>
            {hits.map(({ href, label, detail, isCode }) => (
              <tr key={href}>
                <th scope="row" className="w-2/5 py-1.5! whitespace-normal! max-sm:w-[56%]">
                  <PageLink
                    href={href}
                    className={`quiet-link inline-block leading-6 wrap-anywhere ${isCode ? 'font-mono text-xs' : ''}`}
                  >
                    <BreakablePath path={label} />
                  </PageLink>
                </th>
                <td className="py-1.5! whitespace-normal! wrap-anywhere text-muted">{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {others !== null && (
        <p className="mt-2 text-sm text-muted">
          {kind === null ? (
            <PageLink href={`/search?${new URLSearchParams({ q: text, of: id })}`} className="link">
              {capitalize(others)}
            </PageLink>
          ) : (
            `${capitalize(others)}: search for more words to narrow it.`
          )}
        </p>
      )}
    </section>
  ));
}
