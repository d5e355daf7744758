import { formatCount } from '#components/ui/format-count.ts';
import { Missing } from '#components/ui/missing.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import type { BacktestTotal, BacktestView } from '#lib/domain/backtest-view.ts';

import { formatShare } from './prepare-backtest.ts';

/** Recall and false alarms at the three moments at which one could have known. */
export function ScoreTable({
  view: { atFirstPreRelease, atRc1, atCulprit },
}: {
  readonly view: BacktestView;
}) {
  return (
    <TableScroll label="Score of the forecasts">
      <table className="grid-table pin-first tight-when-narrow">
        <thead>
          <tr>
            <th scope="col">Known at</th>
            <th scope="col" className="num">
              Release lines
            </th>
            <th scope="col" className="num">
              Conflicts
            </th>
            <th scope="col" className="num">
              Named
            </th>
            <th scope="col" className="num">
              <Term of="backtest">Recall</Term>
            </th>
            <th scope="col" className="num">
              <Term of="backtest">In vain</Term>
            </th>
            <th scope="col" className="num">
              Days before, median
            </th>
            <th scope="col" className="num">
              Least to most
            </th>
          </tr>
        </thead>
        <tbody>
          <ScoreRow name="the first pre-release" total={atFirstPreRelease} />
          <ScoreRow name="rc1" total={atRc1} />
          <ScoreRow name="the day the culprit landed" total={atCulprit} />
        </tbody>
      </table>
    </TableScroll>
  );
}

function ScoreRow({ name, total }: { readonly name: string; readonly total: BacktestTotal }) {
  const { lines, actual, hit, leadDays } = total;
  return (
    <tr>
      <th scope="row" className="max-sm:min-w-26 max-sm:py-1.5! max-sm:whitespace-normal!">
        {name}
      </th>
      <td className="num">{formatCount(lines)}</td>
      <td className="num">{formatCount(actual)}</td>
      <td className="num">{formatCount(hit)}</td>
      <td className="num">{formatShare(hit, actual)}</td>
      <td className="num">
        {total.false === null ? (
          <Missing why="Nobody rehearsed on every day of the past: what would have been named in vain is not measured." />
        ) : (
          formatCount(total.false)
        )}
      </td>
      <td className="num">
        {leadDays === null ? (
          <Missing why="There is nothing to count." />
        ) : (
          formatCount(leadDays.median)
        )}
      </td>
      <td className="num">
        {leadDays === null ? (
          <Missing why="There is nothing to count." />
        ) : (
          `${formatCount(leadDays.least)} to ${formatCount(leadDays.most)}`
        )}
      </td>
    </tr>
  );
}
