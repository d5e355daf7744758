import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import type { BacktestForecast } from '#lib/domain/backtest-view.ts';

/** Every pre-release of every line: what it would have foretold, and what came. Newest line first. */
export function BacktestTable({
  forecasts,
  base,
}: {
  readonly forecasts: readonly BacktestForecast[];
  /** Address of the port's page. */
  readonly base: string;
}) {
  return (
    <TableScroll label="Backtest">
      <table className="grid-table pin-first">
        <thead>
          <tr>
            <th scope="col">Pre-release</th>
            <th scope="col">Release</th>
            <th scope="col">
              <Term of="backtest">Rehearsed</Term>
            </th>
            <th scope="col" className="num">
              Days before
            </th>
            <th scope="col" className="num">
              Foretold
            </th>
            <th scope="col" className="num">
              Came
            </th>
            <th scope="col" className="num">
              Named
            </th>
            <th scope="col">Missed</th>
            <th scope="col">In vain</th>
          </tr>
        </thead>
        <tbody>
          {forecasts.toReversed().map(({ release, preRelease, from, leadDays, score, reason }) => (
            <tr key={`${release} ${preRelease}`}>
              <th scope="row" className="font-mono text-xs">
                {preRelease}
              </th>
              <td>
                <ReleaseLink base={base} release={release} />
              </td>
              <td>
                <ReleaseLink base={base} release={from} />
              </td>
              <td className="num">{formatCount(leadDays)}</td>
              {score === null ? (
                <td colSpan={5} className="text-muted">
                  Not measured: {reason}
                </td>
              ) : (
                <>
                  <td className="num">{formatCount(score.predicted)}</td>
                  <td className="num">{formatCount(score.actual)}</td>
                  <td className="num">{formatCount(score.hit)}</td>
                  <td>
                    <Paths paths={score.missed} />
                  </td>
                  <td>
                    <Paths paths={score.false} />
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function ReleaseLink({ base, release }: { readonly base: string; readonly release: string }) {
  return (
    <PageLink href={`${base}/${release}#transition`} className="link font-mono text-xs">
      {release}
    </PageLink>
  );
}

/** One by name, more behind their number. */
function Paths({ paths }: { readonly paths: readonly string[] }) {
  const [first] = paths;
  if (first === undefined) return <span className="text-muted">none</span>;
  if (paths.length === 1) return <span className="font-mono text-xs">{first}</span>;
  return (
    <details>
      <summary>{formatPlural(paths.length, 'file')}</summary>
      <ul className="pb-2 font-mono text-xs">
        {paths.map((path) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
    </details>
  );
}
