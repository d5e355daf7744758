import { type HeatLegend, shadeOf } from '#components/charts/heat-shades.ts';
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { CsvHeading } from '#components/ui/csv-heading.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import type { FileChange } from '#lib/domain/measurement.ts';

import { filesUrl } from './files-url.ts';
import { type HeatColumn, type HeatRow, prepareHeat } from './prepare-heat.ts';

/** Where which kind of edit is: one hue, the number of files printed, each cell leading to them. */
export function HeatTable({
  files,
  csv,
  base,
}: {
  readonly files: readonly FileChange[];
  /** Address of the same as CSV. */
  readonly csv: string;
  /** Address of the rebase's page. */
  readonly base: string;
}) {
  const { finding, extent, columns, rows, total, legend } = prepareHeat(files);
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="heat" className="mt-12">
      <CsvHeading id="heat" csv={csv}>
        Where which kind of edit
      </CsvHeading>
      <p className="mb-2 text-sm text-muted">
        {finding} {extent}
      </p>
      <TableScroll isStill label="Files by directory and kind" rows={rows.length + 3}>
        <table className="grid-table pin-first of-cells">
          <thead>
            <tr>
              <th scope="col" className="py-1! align-bottom">
                Directory
              </th>
              {columns.map(({ kind, label }) => (
                <th
                  key={kind}
                  scope="col"
                  className="max-w-24 px-1! py-1! text-center! align-bottom whitespace-normal!"
                >
                  <PageLink href={filesUrl(base, `kind=${kind}`)} className="link">
                    {label}
                  </PageLink>
                </th>
              ))}
              <th scope="col" className="num py-1! align-bottom">
                Files
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row" className="max-sm:max-w-36 max-sm:truncate">
                  {row.directory === null ? (
                    <span className="text-muted">{row.label}</span>
                  ) : (
                    <PageLink
                      href={filesUrl(base, `directory=${encodeURIComponent(row.directory)}`)}
                      className="quiet-link font-mono text-xs"
                    >
                      {row.label}
                    </PageLink>
                  )}
                </th>
                {columns.map((column, index) => (
                  <Cell
                    key={column.kind}
                    files={row.files[index] ?? 0}
                    row={row}
                    column={column}
                    legend={legend}
                    base={base}
                  />
                ))}
                <td className="num">{formatCount(row.total)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot className="font-medium">
            <tr>
              <th scope="row" className="font-medium!">
                all
              </th>
              {columns.map(({ kind, total: ofKind }) => (
                <td key={kind} className="num px-0.5! text-center!">
                  {formatCount(ofKind)}
                </td>
              ))}
              <td className="num">{formatCount(total)}</td>
            </tr>
          </tfoot>
        </table>
      </TableScroll>
    </section>
  );
}

function Cell({
  files,
  row: { directory, label },
  column: { kind, label: ofKind },
  legend,
  base,
}: {
  readonly files: number;
  readonly row: HeatRow;
  readonly column: HeatColumn;
  readonly legend: HeatLegend;
  readonly base: string;
}) {
  const shade = directory === null ? null : shadeOf(files, legend);
  if (shade === null || directory === null) {
    return (
      <td>
        <span className="heat-cell text-muted">{formatCount(files)}</span>
      </td>
    );
  }
  return (
    <td>
      <PageLink
        href={filesUrl(base, `directory=${encodeURIComponent(directory)}&kind=${kind}`)}
        aria-label={`${formatPlural(files, 'file')}: ${ofKind}, in ${label}`}
        className={`heat-cell hover:outline-1 hover:outline-edge ${shade.className}`}
      >
        {formatCount(files)}
      </PageLink>
    </td>
  );
}
