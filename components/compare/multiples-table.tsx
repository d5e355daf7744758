import type { Multiple, MultiplePoint } from '#components/charts/prepare-multiples.ts';
import { formatCount, formatSigned } from '#components/ui/format-count.ts';
import { Missing } from '#components/ui/missing.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';

import { describeMissing } from './describe-multiples.ts';

/** The panels' numbers, in their order. */
export function MultiplesTable({
  panels,
  unit,
}: {
  readonly panels: readonly Multiple[];
  /** E.g. "lines". */
  readonly unit: string;
}) {
  return (
    <TableScroll id="ports-table" label="Ports compared">
      <table className="grid-table pin-first">
        <thead>
          <tr>
            <th scope="col">Port</th>
            <th scope="col" className="num">
              Newest, {unit}
            </th>
            <th scope="col" className="num">
              First
            </th>
            <th scope="col" className="num">
              Change
            </th>
            <th scope="col" className="num">
              Highest
            </th>
          </tr>
        </thead>
        <tbody>
          {panels.map((panel) => {
            const { slug, name, first, last, highest } = panel;
            const why = describeMissing(panel) ?? '';
            return (
              <tr key={slug}>
                <th scope="row">
                  <PageLink href={`/ports/${slug}`} className="link">
                    {name}
                  </PageLink>
                </th>
                <Value point={last} why={why} isStrong />
                <Value point={first} why={why} />
                <td className="num">
                  {first === null || last === null ? (
                    <Missing why={why} />
                  ) : (
                    formatSigned(last.value - first.value)
                  )}
                </td>
                <Value point={highest} why={why} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Value({
  point,
  why,
  isStrong = false,
}: {
  readonly point: MultiplePoint | null;
  /** Why there is none. */
  readonly why: string;
  readonly isStrong?: boolean;
}) {
  return (
    <td className="num py-1.5!">
      {point === null ? (
        <Missing why={why} />
      ) : (
        <>
          <span className={isStrong ? 'font-semibold' : undefined}>{formatCount(point.value)}</span>
          <span className="block font-mono text-xs leading-4 text-muted">{point.release}</span>
        </>
      )}
    </td>
  );
}
