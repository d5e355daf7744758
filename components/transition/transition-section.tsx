import { ConflictsTable } from '#components/conflict/conflicts-table.tsx';
import { RedoCommands } from '#components/ui/redo-commands.tsx';
import { CsvHeading } from '#components/ui/csv-heading.tsx';
import { OutcomeGlyph } from '#components/ui/outcome-mark.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { StatementPanel } from '#components/ui/statement-panel.tsx';
import { Term } from '#components/ui/term.tsx';
import { conflictUrl } from '#lib/domain/conflict-page.ts';
import { type GithubRepository, repositoryUrl } from '#lib/domain/github-url.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { transitionCommands } from '#lib/domain/rehearsal-commands.ts';
import type { TransitionDetail } from '#lib/domain/transition-view.ts';

import { HandWorkByPath, HandWorkBySubsystem } from './hand-work-tables.tsx';
import { prepareTransition } from './prepare-transition.ts';

/** What it took to get here from the rebase before: verdict, conflicts, hand work, and how to measure it again. */
export function TransitionSection({
  transition,
  rebase,
  port,
  isFrozen,
  api,
  upstream,
  fork,
}: {
  readonly transition: TransitionDetail;
  readonly rebase: RebaseView;
  /** Address of the port's page. */
  readonly port: string;
  /** Whether the page is of a revision that its address names: then all that this leads to is of one too. */
  readonly isFrozen: boolean;
  /** Address of the rebase in the API, with the ending that is asked for. */
  readonly api: (ending: string) => string;
  readonly upstream: GithubRepository;
  readonly fork: GithubRepository;
}) {
  const { from, fromHeadSha, outcome, conflicts, measure, paths } = transition;
  const verdict = prepareTransition(transition);
  const revision = isFrozen ? fromHeadSha : null;
  const onto = isFrozen ? (rebase.base?.sha ?? rebase.release) : rebase.release;
  return (
    <section aria-labelledby="transition" className="mt-12">
      <h2 id="transition" className="text-lg font-semibold tracking-tight">
        From{' '}
        <PageLink
          href={`${port}/${from}${revision === null ? '' : `?revision=${revision}`}`}
          className="link font-mono text-[0.93em]"
        >
          {from}
        </PageLink>
      </h2>
      <StatementPanel
        statements={[
          {
            ...verdict.outcome,
            glyph: <OutcomeGlyph outcome={outcome} />,
            label: <Term of="rehearsal">Rehearsal</Term>,
          },
          { ...verdict.handWork, label: <Term of="hand-work">Hand work</Term> },
          { ...verdict.pressure, label: <Term of="pressure">Pressure</Term> },
        ]}
      />
      {conflicts.length > 0 && (
        <div className="mt-6">
          <CsvHeading as="h3" csv={api('/conflicts.csv')}>
            Conflicts
          </CsvHeading>
          <ConflictsTable
            label={`Conflicts from ${from} to ${rebase.release}`}
            conflicts={conflicts}
            upstream={upstream}
            hasRelease
            urlOf={(path) => conflictUrl(port, { from, onto, path, revision })}
          />
        </div>
      )}
      {measure !== null && (paths.length > 0 || measure.subsystems.length > 0) && (
        <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-2">
          <div>
            <CsvHeading as="h3" csv={api('/hand-work-by-subsystem.csv')}>
              Hand work by subsystem
            </CsvHeading>
            <HandWorkBySubsystem measure={measure} conflictedFiles={conflicts.length} />
          </div>
          {paths.length > 0 && (
            <div>
              <CsvHeading as="h3" csv={api('/hand-work.csv')}>
                Hand work by path
              </CsvHeading>
              <HandWorkByPath paths={paths} />
            </div>
          )}
        </div>
      )}
      {rebase.base !== null && (
        <details className="mt-6">
          <summary className="w-fit text-sm text-muted hover:text-ink">
            Measure this step again
          </summary>
          <div className="mt-3">
            <RedoCommands
              commands={transitionCommands(
                {
                  upstreamUrl: repositoryUrl(upstream),
                  forkUrl: repositoryUrl(fork),
                  baseSha: transition.fromBaseSha,
                  headSha: fromHeadSha,
                  targetSha: rebase.base.sha,
                },
                rebase.head.sha,
                transition,
              )}
            />
          </div>
        </details>
      )}
    </section>
  );
}
