import type { Metadata } from 'next';

import { readSettings } from '#app/settings.ts';
import { NoSuchPage } from '#app/no-such-page.tsx';
import type { PortParams } from '#app/page-props.ts';
import { readPort } from '#app/ports/[port]/read-port.ts';
import { canonical } from '#app/share-metadata.ts';
import { ForecastSection } from '#components/forecast/forecast-section.tsx';
import { groupTargets, newestBranched } from '#lib/domain/forecast-targets.ts';
import { GrowthTable } from '#components/forecast/growth-table.tsx';
import { prepareGrowth } from '#components/forecast/prepare-forecast.ts';
import { WorksHere } from '#components/live/works-here.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { CsvHeading } from '#components/ui/csv-heading.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FailedLook } from '#components/ui/failed-look.tsx';
import { MeasuredAge } from '#components/ui/measured-age.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { Term } from '#components/ui/term.tsx';
import { getTip } from '#lib/db/read/get-tip.ts';
import { listForecastHistory } from '#lib/db/read/list-forecast-history.ts';
import { listForecasts } from '#lib/db/read/list-forecasts.ts';
import { listLastConflicts } from '#lib/db/read/list-last-conflicts.ts';
import { listRebaseNames } from '#lib/db/read/list-rebase-names.ts';
import { listReleases } from '#lib/db/read/list-releases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { currentForecasts, forecastLines } from '#lib/domain/current-forecasts.ts';
import { describeFailedLook } from '#lib/domain/failed-look.ts';
import { judgePort } from '#lib/domain/judge-port.ts';
import { judgedAt } from '#lib/domain/judged-at.ts';
import { sourceOfRehearsal } from '#lib/domain/measurement-source.ts';

interface ForecastPageProps {
  readonly params: PortParams;
}

export async function generateMetadata({ params }: ForecastPageProps): Promise<Metadata> {
  const port = await readPort((await params).port);
  if (port === null) return { title: 'No such port' };
  return {
    title: `${port.name}: forecast`,
    description: `What will conflict when ${port.name} follows upstream’s next releases.`,
    alternates: canonical(`/ports/${port.slug}/forecast`),
  };
}

export default async function ForecastPage({ params }: ForecastPageProps) {
  const port = await readPort((await params).port);
  if (port === null) return <NoSuchPage />;
  const db = pageDatabase();
  const [stored, history, rebases, releases, tip] = await Promise.all([
    listForecasts(db, port.id),
    listForecastHistory(db, port.id),
    listRebaseNames(db, port.id),
    listReleases(db, port.upstream.id),
    getTip(db, port.upstream.id),
  ]);
  const now = new Date();
  const standing = judgePort({
    // What has been measured decides only whether the port counts as measured at all.
    rebases: rebases.map((rebase) => ({ ...rebase, sums: rebase })),
    releases,
    now: judgedAt(port, now),
  });
  const forecasts = currentForecasts({
    forecasts: stored,
    releases: rebases.map(({ release }) => release),
    lines: forecastLines(standing.lines),
  });
  const paths = forecasts.flatMap(({ conflicts }) => conflicts.map(({ path }) => path));
  const last = await listLastConflicts(db, port.id, paths);
  const base = `/ports/${port.slug}`;
  const lastTimes = new Map(
    [...last].map(([path, release]) => [path, { release, href: `${base}/${release}#transition` }]),
  );
  const server = readSettings().githubServerUrl;
  const upstream = { server, repository: port.upstream.fullName };
  const fork = { server, repository: port.fork.fullName };
  const failedLook = describeFailedLook(port);
  const branched = newestBranched(releases);
  const growths = [...new Set(forecasts.map(({ from }) => from))]
    .map((from) => prepareGrowth(history, from))
    .filter(({ moments }) => moments.length > 0);
  return (
    <main id="main" className="page">
      <Breadcrumb
        steps={[
          { href: '/', label: 'Ports' },
          { href: base, label: port.slug },
        ]}
        here="forecast"
      />
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">What {port.name} meets next</h1>
      <p className="mt-1 max-w-prose text-muted">
        The newest rebase of each line that the port keeps, <Term of="rehearsal">rehearsed</Term>{' '}
        onto what upstream has and the port has not.{' '}
        <MeasuredAge
          sources={forecasts.filter(({ outcome }) => outcome !== 'error').map(sourceOfRehearsal)}
          now={now}
        />{' '}
        <PageLink href={`${base}/backtest`} className="link">
          How often that was right
        </PageLink>{' '}
        ·{' '}
        <a href={`/api/v1${base}/forecast.csv`} className="link">
          CSV
        </a>{' '}
        ·{' '}
        <a href={`/api/v1${base}/forecast`} className="link">
          JSON
        </a>
      </p>
      {forecasts.length === 0 && (
        <EmptyState title="Nothing is ahead of it that has been rehearsed">
          <p>
            Each upstream release and pre-release that the port has not followed is rehearsed as
            soon as it is fetched, and tip when it has moved.{' '}
            {failedLook === null ? (
              <>
                That needs a first poll of the fork and of upstream: see the{' '}
                <PageLink href="/status" className="link">
                  status
                </PageLink>
                .
              </>
            ) : (
              <FailedLook sentence={failedLook} />
            )}
          </p>
          <WorksHere />
        </EmptyState>
      )}
      {groupTargets(forecasts).map((target) => (
        <ForecastSection
          key={target.forecast.id}
          target={target}
          branched={branched}
          tipSha={tip?.sha ?? null}
          port={base}
          upstream={upstream}
          fork={fork}
          lastTimes={lastTimes}
          now={now}
        />
      ))}
      {growths.map((growth) => (
        <section key={growth.from} aria-labelledby={`growth-${growth.from}`} className="mt-12">
          <CsvHeading id={`growth-${growth.from}`} csv={`/api/v1${base}/forecast-history.csv`}>
            How the forecast of <span className="font-mono text-[0.93em]">{growth.from}</span> grew
          </CsvHeading>
          <GrowthTable growth={growth} upstream={upstream} />
        </section>
      ))}
    </main>
  );
}
