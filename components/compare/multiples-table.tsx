import type { Multiple, MultiplePoint } from '#components/charts/prepare-multiples.ts';
import { formatCount, formatSigned } from '#components/ui/format-count.ts';
import { Missing } from '#components/ui/missing.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';

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
          {panels.map(({ slug, name, first, last, highest }) => (
            <tr key={slug}>
              <th scope="row">
                <PageLink href={`/ports/${slug}`} className="link">
                  {name}
                </PageLink>
              </th>
              <Value point={last} isStrong />
              <Value point={first} />
              <td className="num">
                {first === null || last === null ? (
                  <Missing why="Nothing of it is measured yet." />
                ) : (
                  formatSigned(last.value - first.value)
                )}
              </td>
              <Value point={highest} />
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Value({
  point,
  isStrong = false,
}: {
  readonly point: MultiplePoint | null;
  readonly isStrong?: boolean;
}) {
  return (
    <td className="num py-1.5!">
      {point === null ? (
        <Missing why="Nothing of it is measured yet." />
      ) : (
        <>
          <span className={isStrong ? 'font-semibold' : undefined}>{formatCount(point.value)}</span>
          <span className="block font-mono text-xs leading-4 text-muted">{point.release}</span>
        </>
      )}
    </td>
  );
}
