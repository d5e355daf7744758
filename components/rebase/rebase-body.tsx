import type { ReactNode } from 'react';

import { WorksHere } from '#components/live/works-here.tsx';
import { CsvHeading } from '#components/ui/csv-heading.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { StatementPanel } from '#components/ui/statement-panel.tsx';
import { Term } from '#components/ui/term.tsx';
import { gitCommands } from '#lib/domain/git-commands.ts';
import { type GithubRepository, repositoryUrl } from '#lib/domain/github-url.ts';
import type { RebaseDetail } from '#lib/domain/rebase-view.ts';

import { TransitionSection } from '#components/transition/transition-section.tsx';

import { FilesSection } from './files-section.tsx';
import { HeatTable } from './heat-table.tsx';
import { packFiles } from './packed-files.ts';
import { prepareRebaseVerdict } from './prepare-rebase-verdict.ts';
import { RedoCommands } from '#components/ui/redo-commands.tsx';
import { KindsTable, SubsystemsTable } from './sums-tables.tsx';

/** The numbers of a rebase from the verdict to every file; the stored reason where there are none. */
export function RebaseBody({
  detail: { rebase, files, transition },
  port,
  base,
  isFrozen,
  api,
  upstream,
  fork,
  facts,
}: {
  readonly detail: RebaseDetail;
  /** Address of the port's page. */
  readonly port: string;
  /** Address of this page. */
  readonly base: string;
  /** Whether that names the revision. */
  readonly isFrozen: boolean;
  /** Address of the rebase in the API, with the ending that is asked for. */
  readonly api: (ending: string) => string;
  readonly upstream: GithubRepository;
  readonly fork: GithubRepository;
  readonly facts: ReactNode;
}) {
  const { sums, head, base: baseCommit } = rebase;
  if (sums === null || baseCommit === null) {
    return (
      <>
        <EmptyState title="Not measured">
          <p>{rebase.unmeasuredReason}</p>
          <WorksHere />
        </EmptyState>
        {facts}
      </>
    );
  }
  const verdict = prepareRebaseVerdict(rebase, sums);
  const places = { fork, headSha: head.sha, upstream, baseSha: baseCommit.sha };
  const commands = gitCommands(
    {
      upstreamUrl: repositoryUrl(upstream),
      forkUrl: repositoryUrl(fork),
      baseSha: baseCommit.sha,
      headSha: head.sha,
    },
    sums,
  );
  return (
    <>
      <StatementPanel
        statements={[
          { ...verdict.lag, label: <Term of="lag">Lag</Term> },
          { ...verdict.patch, label: <Term of="patch">Patch</Term> },
          { ...verdict.touch, label: <Term of="touch">Touch surface</Term> },
        ]}
      />
      {facts}
      <div className="mt-10 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,11fr)_minmax(0,10fr)]">
        <section aria-labelledby="subsystems">
          <CsvHeading id="subsystems" csv={api('/subsystems.csv')}>
            Where: by subsystem
          </CsvHeading>
          <SubsystemsTable sums={sums} base={base} />
        </section>
        <section aria-labelledby="kinds">
          <CsvHeading id="kinds" csv={api('/kinds.csv')}>
            What kind of edits
          </CsvHeading>
          <KindsTable sums={sums} base={base} />
        </section>
      </div>
      <HeatTable files={files} csv={api('/directories.csv')} base={base} />
      {transition !== null && (
        <TransitionSection
          transition={transition}
          rebase={rebase}
          port={port}
          isFrozen={isFrozen}
          api={api}
          upstream={upstream}
          fork={fork}
        />
      )}
      <section aria-labelledby="files" className="mt-12">
        <div className="mb-3 flex items-baseline gap-3">
          <h2 id="files" className="text-lg font-semibold tracking-tight">
            Files
          </h2>
          <div className="ml-auto flex gap-3 text-xs text-muted">
            <a href={api('.csv')} className="link">
              CSV
            </a>
            <a href={api('')} className="link">
              JSON
            </a>
          </div>
        </div>
        <FilesSection files={packFiles(files)} places={places} base={base} />
      </section>
      <section aria-labelledby="redo" className="mt-12">
        <h2 id="redo" className="mb-2 text-lg font-semibold tracking-tight">
          Make these numbers again
        </h2>
        <RedoCommands commands={commands} />
      </section>
    </>
  );
}
