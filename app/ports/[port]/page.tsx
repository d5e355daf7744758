import type { Metadata } from 'next';

import { feedAlternates, portFeeds } from '#app/feeds/feed-links.ts';
import { readSettings } from '#app/settings.ts';
import { NoSuchPage } from '#app/no-such-page.tsx';
import type { PortParams, SearchParams } from '#app/page-props.ts';
import { canonical, portPicture, shareMetadata } from '#app/share-metadata.ts';
import { BurdenFigure } from '#components/charts/burden-figure.tsx';
import { packBurden } from '#components/charts/packed-burden.ts';
import { prepareBurden } from '#components/charts/prepare-burden.ts';
import { ChurnSection } from '#components/churn/churn-section.tsx';
import { prepareChurn } from '#components/churn/prepare-churn.ts';
import { ConflictSection } from '#components/effort/conflict-section.tsx';
import { EffortFigure } from '#components/effort/effort-figure.tsx';
import { packEffort } from '#components/effort/packed-effort.ts';
import { prepareConflictMatrix } from '#components/effort/prepare-conflict-matrix.ts';
import { prepareEffort } from '#components/effort/prepare-effort.ts';
import { WorksHere } from '#components/live/works-here.tsx';
import { KindsSection } from '#components/kinds/kinds-section.tsx';
import { prepareKinds } from '#components/kinds/prepare-kinds.ts';
import { LagFigure } from '#components/lag/lag-figure.tsx';
import { packLag } from '#components/lag/packed-lag.ts';
import { prepareLag } from '#components/lag/prepare-lag.ts';
import { LinesSection } from '#components/lines/lines-section.tsx';
import { BurdenFilters } from '#components/port/burden-filters.tsx';
import { OpenAlerts } from '#components/port/open-alerts.tsx';
import { PortFacts } from '#components/port/port-facts.tsx';
import {
  parsePortTerms,
  portTerms,
  parseWantedRange,
  portUrl,
  releaseQuery,
} from '#components/port/port-url.ts';
import { describeNoForecast } from '#components/port/prepare-next.ts';
import { quickRanges } from '#components/port/quick-ranges.ts';
import { RebasesSection, wholeTableUrl } from '#components/port/rebases-section.tsx';
import { VerdictPanel } from '#components/port/verdict-panel.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FailedLook } from '#components/ui/failed-look.tsx';
import { formatPlural } from '#components/ui/format-count.ts';
import { IgnoredChoices } from '#components/ui/ignored-choices.tsx';
import { MeasuredAge } from '#components/ui/measured-age.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { listOpenIncidents } from '#lib/db/read/list-open-incidents.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { describeFailedLook } from '#lib/domain/failed-look.ts';
import { listLineExposures } from '#lib/domain/line-exposure.ts';
import { chooseRange, describeMended, describeRange, isChosen } from '#lib/domain/release-range.ts';

import { readHead } from './read-head.ts';
import { readPort } from './read-port.ts';

interface PortPageProps {
  readonly params: PortParams;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PortPageProps): Promise<Metadata> {
  const port = await readPort((await params).port);
  if (port === null) return { title: 'No such port' };
  const { verdict, next } = await readHead(port);
  const ahead = next === null ? [] : [`Next, ${next.name}: ${next.title}`];
  return {
    title: port.name,
    description: [
      `${port.name}: ${port.summary}`,
      verdict.now.title,
      ...ahead,
      verdict.burden.title,
    ]
      .map((sentence) => `${sentence}.`)
      .join(' '),
    // However its releases are narrowed.
    alternates: { ...canonical(`/ports/${port.slug}`), ...feedAlternates(portFeeds(port)) },
    ...shareMetadata({ path: `/ports/${port.slug}`, ...portPicture(port) }),
  };
}

export default async function PortPage({ params, searchParams }: PortPageProps) {
  const port = await readPort((await params).port);
  if (port === null) return <NoSuchPage />;
  const [{ all, kept, releases, standing, verdict, next, now, judgedAt }, incidents, asked] =
    await Promise.all([readHead(port), listOpenIncidents(pageDatabase(), port.id), searchParams]);
  const chosen = chooseRange(all, parseWantedRange(asked));
  const choice = { ...parsePortTerms(asked), range: chosen.range };
  const burden = prepareBurden(all, choice);
  // One object each for chart and table, so that it is sent once.
  const packedBurden = packBurden(burden);
  const shown = burden.points.map(({ release }) => release);
  const effort = prepareEffort(all, choice);
  const lag = prepareLag(all, choice);
  const count = (which: 'all' | 'first') =>
    all.filter((each) => isChosen(each, { ...choice, releases: which })).length;
  const counts = { all: count('all'), first: count('first') };
  // Where there is no first release, a table of first releases alone would say that nothing is measured.
  const columns = choice.releases === 'all' && counts.first === 0 ? 'all' : choice.columns;
  const ofTables = {
    ...choice,
    releases: choice.releases === 'first' ? 'first' : columns,
  } as const;
  const failedLook = describeFailedLook(port);
  const query = releaseQuery(choice).toString();
  const address = (table: string) =>
    `/api/v1/ports/${port.slug}/${table}${query === '' ? '' : `?${query}`}`;
  const table = (
    <RebasesSection
      slug={port.slug}
      all={all}
      burden={packedBurden}
      releases={shown}
      choice={choice}
    />
  );
  return (
    <main id="main" className="page">
      <Breadcrumb steps={[{ href: '/', label: 'Ports' }]} here={port.slug} />
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">
        {port.name}: {port.summary}
      </h1>
      <nav aria-label="More of this port" className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <PageLink href={`/ports/${port.slug}/forecast`} className="link">
          What is ahead
        </PageLink>
        <PageLink href={`/ports/${port.slug}/backtest`} className="link">
          How well it could be foretold
        </PageLink>
        <PageLink href={`/ports/${port.slug}/compare`} className="link">
          Two releases compared
        </PageLink>
        <PageLink href={`/ports/${port.slug}/badges`} className="link">
          Badges
        </PageLink>
        <span className="text-muted sm:ml-auto">
          <MeasuredAge sources={all.map(({ source }) => source)} now={now} />
        </span>
      </nav>
      <IgnoredChoices query={asked} known={portTerms} />
      <VerdictPanel
        verdict={verdict}
        asOf={judgedAt === now ? null : judgedAt}
        next={next}
        unknownBecause={describeNoForecast(port)}
        base={`/ports/${port.slug}`}
      />
      <OpenAlerts incidents={incidents} slug={port.slug} now={now} />
      <PortFacts port={port} rebases={kept} server={readSettings().githubServerUrl} now={now} />
      <LinesSection
        slug={port.slug}
        lines={listLineExposures({ lines: standing.lines, releases, now: judgedAt })}
        upstream={{ server: readSettings().githubServerUrl, repository: port.upstream.fullName }}
      />
      {all.length === 0 ? (
        <EmptyState
          title={failedLook === null ? 'No rebase has been found yet' : 'The first look failed'}
        >
          {failedLook !== null && (
            <p>
              <FailedLook sentence={failedLook} />
            </p>
          )}
          <p>
            The fork’s release branches are looked for at each poll, by the pattern{' '}
            <code>{port.branchPattern}</code>.
          </p>
          <WorksHere />
        </EmptyState>
      ) : all.every(({ sums }) => sums === null) ? (
        <>
          <EmptyState title="None of its rebases is measured yet">
            <p>{all.at(-1)?.unmeasuredReason ?? 'They wait for their turn.'}</p>
            <p>What it carries and what each step cost is charted here then.</p>
            <WorksHere />
          </EmptyState>
          {table}
        </>
      ) : (
        <>
          <BurdenFilters
            slug={port.slug}
            choice={choice}
            counts={counts}
            ranges={quickRanges(all)}
            names={all.map(({ release }) => release).toReversed()}
            problem={describeMended(chosen)}
          />
          {burden.points.length === 0 ? (
            <EmptyState title={`There is no first release ${describeRange(choice.range) ?? ''}`}>
              <p>
                <PageLink
                  href={portUrl(port.slug, { ...choice, releases: 'all' })}
                  scroll={false}
                  className="link"
                >
                  Show {formatPlural(counts.all, 'patch release')}
                </PageLink>
              </p>
            </EmptyState>
          ) : (
            <>
              <BurdenFigure
                burden={packedBurden}
                finding={burden.finding}
                base={`/ports/${port.slug}`}
                file={`${port.slug}-burden`}
                links={[
                  { label: 'Table', href: wholeTableUrl(port.slug, shown, choice) },
                  { label: 'CSV', href: address('rebases.csv') },
                  { label: 'JSON', href: `/api/v1/ports/${port.slug}/rebases` },
                ]}
              />
              <EffortFigure
                effort={packEffort(effort)}
                releases={effort.points.map(({ release }) => release)}
                slug={port.slug}
                choice={choice}
                finding={effort.finding}
                base={`/ports/${port.slug}`}
                file={`${port.slug}-effort`}
                csv={address('transitions.csv')}
              />
              <ChurnSection
                churn={prepareChurn(all, { ...ofTables, measure: choice.churn })}
                slug={port.slug}
                choice={choice}
                counts={counts}
              />
              <KindsSection
                kinds={prepareKinds(all, { ...ofTables, measure: choice.kinds })}
                slug={port.slug}
                choice={choice}
                counts={counts}
              />
              <ConflictSection
                matrix={prepareConflictMatrix(all, choice)}
                slug={port.slug}
                choice={choice}
              />
              <LagFigure
                lag={packLag(lag)}
                finding={lag.finding}
                base={`/ports/${port.slug}`}
                file={`${port.slug}-lag`}
                links={[
                  { label: 'Table', href: wholeTableUrl(port.slug, shown, choice) },
                  { label: 'CSV', href: address('rebases.csv') },
                ]}
              />
              {table}
            </>
          )}
        </>
      )}
    </main>
  );
}
