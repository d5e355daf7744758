import { formatCount } from '#components/ui/format-count.ts';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import type { SilentBacktest } from '#lib/domain/silent-backtest.ts';
import { SILENT_RISK_RULES } from '#lib/domain/silent-risk.ts';

import { formatShare } from './prepare-backtest.ts';

const labels = new Map<string, string>(SILENT_RISK_RULES.map(({ id, label }) => [id, label]));

interface Row {
  readonly name: string;
  readonly actual: number;
  readonly hit: number;
  readonly inVain: number;
}

/** How many of the clean paths that people had to touch the rules named, and how many in vain; each rule by itself too. */
export function SilentTable({
  score: { all, withoutGoosMove },
}: {
  readonly score: SilentBacktest;
}) {
  const rows: readonly Row[] = [
    { name: 'all rules', actual: all.actual, hit: all.hit, inVain: all.false.length },
    {
      name: 'all rules, without go1.18’s move of zgoos_*',
      actual: withoutGoosMove.actual,
      hit: withoutGoosMove.hit,
      inVain: withoutGoosMove.false.length,
    },
    ...all.rules.map(({ rule, hit, false: inVain }) => ({
      name: `the rule “${labels.get(rule) ?? rule}” alone`,
      actual: all.actual,
      hit,
      inVain,
    })),
  ];
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
          {rows.map(({ name, actual, hit, inVain }) => (
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
