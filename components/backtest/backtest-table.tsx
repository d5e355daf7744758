import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import type { BacktestForecast } from '#lib/domain/backtest-view.ts';

/**
 * Every pre-release of every line: what it would have foretold, and what came. Newest line first. On a narrow screen what
 * was rehearsed stands under the pre-release, so that the numbers are in sight.
 */
export function BacktestTable({
  forecasts,
  base,
}: {
  readonly forecasts: readonly BacktestForecast[];
  /** Address of the port's page. */
  readonly base: string;
}) {
  return (
    <TableScroll isStill label="Backtest">
      <table className="grid-table pin-first tight-when-narrow">
        <thead>
          <tr>
            <th scope="col">Pre-release</th>
            <th scope="col" className="max-sm:hidden">
              Release
            </th>
            <th scope="col" className="max-sm:hidden">
              <Term of="backtest">Rehearsed</Term>
            </th>
            <th scope="col" className="num max-sm:hidden">
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
          {forecasts.toReversed().map((forecast) => (
            <Row
              key={`${forecast.release} ${forecast.preRelease}`}
              forecast={forecast}
              base={base}
            />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Row({
  forecast: { release, preRelease, from, leadDays, score, reason },
  base,
}: {
  readonly forecast: BacktestForecast;
  readonly base: string;
}) {
  return (
    <tr>
      <th scope="row" className="max-sm:py-1.5!">
        <span className="font-mono text-xs">{preRelease}</span>
        <p className="text-xs text-muted sm:hidden">
          <ReleaseLink base={base} release={from} /> onto it,
          <br />
          {formatPlural(leadDays, 'day')} before
        </p>
      </th>
      <td className="max-sm:hidden">
        <ReleaseLink base={base} release={release} />
      </td>
      <td className="max-sm:hidden">
        <ReleaseLink base={base} release={from} />
      </td>
      <td className="num max-sm:hidden">{formatCount(leadDays)}</td>
      {score === null ? (
        <td colSpan={5} className="text-muted max-sm:whitespace-normal!">
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
