import { formatCount, formatPlural, formatSigned } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { Missing } from '#components/ui/missing.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { commitUrl, type GithubRepository } from '#lib/domain/github-url.ts';

import type { Growth } from './prepare-forecast.ts';

/** How many files were foretold to conflict at each moment that changed it, newest first. */
export function GrowthTable({
  growth: { from, moments, total },
  upstream,
}: {
  readonly growth: Growth;
  readonly upstream: GithubRepository;
}) {
  return (
    <>
      <TableScroll isStill label={`Forecasts of ${from} over time`}>
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">Upstream as of</th>
              <th scope="col">Target</th>
              <th scope="col">Commit</th>
              <th scope="col" className="num">
                Files in conflict
              </th>
              <th scope="col" className="num">
                Change
              </th>
            </tr>
          </thead>
          <tbody>
            {moments.toReversed().map(({ target, targetSha, date, conflictedFiles, change }) => (
              <tr key={`${target} ${targetSha}`}>
                <th scope="row" className="num text-left!">
                  {formatDay(date)}
                </th>
                <td className="font-mono text-xs">{target}</td>
                <td>
                  <a href={commitUrl(upstream, targetSha)} className="link font-mono text-xs">
                    {targetSha.slice(0, 10)}
                  </a>
                </td>
                <td className="num">{formatCount(conflictedFiles)}</td>
                <td className="num">
                  {change === null ? (
                    <Missing why="It is the first: there is none before it." />
                  ) : (
                    formatSigned(change)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className="mt-2 text-sm text-muted">
        {moments.length < total
          ? `${moments.length} of ${formatPlural(total, 'rehearsal')}: those that changed the number, and the last.`
          : `${formatPlural(total, 'rehearsal')} so far.`}
      </p>
    </>
  );
}
