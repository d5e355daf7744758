import { formatCount } from '#components/ui/format-count.ts';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import type { SilentBacktest } from '#lib/domain/silent-backtest.ts';

import { formatShare } from './prepare-backtest.ts';
import { silentRows } from './silent-rows.ts';

/** How many of the clean paths that people had to touch the rules named, and how many in vain; each rule by itself too. */
export function SilentTable({ score }: { readonly score: SilentBacktest }) {
  return (
    <TableScroll label="Score of the silent risks">
      <table className="grid-table pin-first tight-when-narrow">
        <thead>
          <tr>
            <th scope="col">Named by</th>
            <th scope="col" className="num">
              <Term of="silent-risk">Had to be touched</Term>
            </th>
            <th scope="col" className="num">
              Named
            </th>
            <th scope="col" className="num">
              Recall
            </th>
            <th scope="col" className="num">
              In vain
            </th>
          </tr>
        </thead>
        <tbody>
          {silentRows(score).map(({ name, actual, hit, inVain }) => (
            <tr key={name}>
              <th scope="row" className="max-sm:min-w-32 max-sm:py-1.5! max-sm:whitespace-normal!">
                {name}
              </th>
              <td className="num">{formatCount(actual)}</td>
              <td className="num">{formatCount(hit)}</td>
              <td className="num">{formatShare(hit, actual)}</td>
              <td className="num">{formatCount(inVain)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
