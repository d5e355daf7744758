import { formatCount, formatLines } from '#components/ui/format-count.ts';

import type { DrawnBurden } from './packed-burden.ts';
import type { BurdenMeasure, BurdenPoint } from './prepare-burden.ts';

/** All numbers of one release; the same as its row of the table. */
export function BurdenTooltip({
  burden: { points, classes },
  active = false,
  label,
}: {
  readonly burden: DrawnBurden;
  /** Recharts sets this and `label`, the release that is pointed at. */
  readonly active?: boolean;
  readonly label?: string | number;
}) {
  const point = points.find(({ release }) => release === label);
  if (!active || point === undefined) return null;
  return (
    <output className="chart-tip block rounded-md border border-hairline bg-float px-3 py-2 text-xs shadow-lg">
      <p>
        <span className="font-mono font-medium">{point.release}</span>{' '}
        <span className="text-muted">
          {point.isFirst ? 'first release' : 'patch release'}
          {point.published !== null && ` · published ${point.published}`}
        </span>
      </p>
      {point.measure === null ? (
        <p className="mt-1 max-w-64 text-muted">{point.reason}</p>
      ) : (
        <table className="mt-1 border-separate border-spacing-x-0 text-right">
          <thead className="text-muted">
            <tr>
              <th scope="col">
                <span className="sr-only">count</span>
              </th>
              <th scope="col" className="pl-4 font-normal">
                patch
              </th>
              <th scope="col" className="pl-4 font-normal">
                touched
              </th>
            </tr>
          </thead>
          <tbody className="num">
            <Row
              label="files"
              measure={point.measure}
              valueOf={({ files }) => formatCount(files)}
            />
            <Row
              label="added, deleted"
              measure={point.measure}
              valueOf={({ insertions, deletions }) => formatLines(insertions, deletions)}
            />
            <Row
              label="lines"
              measure={point.measure}
              valueOf={({ lines }) => formatCount(lines)}
            />
            {classes.length > 1 &&
              classes.map((each, index) => (
                <Row
                  key={each.id}
                  label={each.label}
                  colour={each.colour}
                  measure={point.measure}
                  valueOf={({ classLines }) => formatCount(classLines[index] ?? 0)}
                />
              ))}
          </tbody>
        </table>
      )}
    </output>
  );
}

function Row({
  label,
  colour,
  measure,
  valueOf,
}: {
  readonly label: string;
  readonly colour?: string;
  readonly measure: BurdenPoint['measure'];
  readonly valueOf: (measure: BurdenMeasure) => string;
}) {
  if (measure === null) return null;
  return (
    <tr>
      <th scope="row" className="text-left font-normal text-muted">
        {colour !== undefined && (
          <span
            aria-hidden="true"
            className="mr-1.5 inline-block size-2 rounded-[1px]"
            style={{ background: colour }}
          />
        )}
        {label}
      </th>
      <td className="pl-4">{valueOf(measure.patch)}</td>
      <td className="pl-4">{valueOf(measure.touch)}</td>
    </tr>
  );
}
