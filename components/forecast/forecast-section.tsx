import { ConflictsTable, type LastTime } from '#components/conflict/conflicts-table.tsx';
import { RedoCommands } from '#components/ui/redo-commands.tsx';
import { Age } from '#components/ui/age.tsx';
import { formatPlural } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { OutcomeGlyph } from '#components/ui/outcome-mark.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { Term } from '#components/ui/term.tsx';
import { conflictUrl } from '#lib/domain/conflict-page.ts';
import { commitUrl, type GithubRepository, repositoryUrl } from '#lib/domain/github-url.ts';
import { culpritCommand, rehearsalCommands } from '#lib/domain/rehearsal-commands.ts';
import { SILENT_RISK_RULES } from '#lib/domain/silent-risk.ts';

import type { ForecastTarget } from '#lib/domain/forecast-targets.ts';
import { describeTarget, describeVerdict, isOvertaken } from './prepare-forecast.ts';

const ruleLabels = new Map<string, string>(SILENT_RISK_RULES.map(({ id, label }) => [id, label]));

/** One target: the verdict, its conflicts with their culprits, what is at risk without a conflict, and how to redo it. */
export function ForecastSection({
  target: { forecast, failure },
  branched,
  tipSha,
  port,
  upstream,
  fork,
  lastTimes,
  now,
}: {
  readonly target: ForecastTarget;
  /** Upstream's newest release with a branch of its own. */
  readonly branched: string | null;
  /** Of upstream as listed last. Null: it was never listed. */
  readonly tipSha: string | null;
  /** Address of the port's page. */
  readonly port: string;
  readonly upstream: GithubRepository;
  readonly fork: GithubRepository;
  readonly lastTimes: ReadonlyMap<string, LastTime>;
  readonly now: Date;
}) {
  const { outcome, conflicts, silent, from, targetSha, targetDate, targetKind } = forecast;
  const target = describeTarget(forecast, branched);
  const places = {
    upstreamUrl: repositoryUrl(upstream),
    forkUrl: repositoryUrl(fork),
    baseSha: forecast.fromBaseSha,
    headSha: forecast.fromHeadSha,
    targetSha,
  };
  const id = `forecast-${forecast.id}`;
  const [first] = conflicts;
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="flex items-baseline gap-2 text-lg font-semibold tracking-tight">
        <OutcomeGlyph outcome={outcome} />
        <span>{describeVerdict(forecast, branched)}</span>
      </h2>
      <p className="mt-0.5 text-sm text-muted">
        <PageLink href={`${port}/${from}`} className="link font-mono text-xs">
          {from}
        </PageLink>{' '}
        onto{' '}
        <a href={commitUrl(upstream, targetSha)} className="link font-mono text-xs">
          {targetSha.slice(0, 10)}
        </a>
        {targetDate !== null && ` of ${formatDay(targetDate)}`}, rehearsed{' '}
        <Age date={forecast.rehearsedAt} now={now} />
      </p>
      {failure !== null && (
        <p className="mt-1 max-w-prose text-sm">
          A newer rehearsal, onto{' '}
          <a href={commitUrl(upstream, failure.targetSha)} className="link font-mono text-xs">
            {failure.targetSha.slice(0, 10)}
          </a>
          {failure.targetDate !== null && ` of ${formatDay(failure.targetDate)}`}, failed{' '}
          <Age date={failure.rehearsedAt} now={now} />: {failure.reason} It is tried again; until
          then this is the newest result.
        </p>
      )}
      {failure === null && isOvertaken(forecast, tipSha) && (
        <p className="mt-1 max-w-prose text-sm">
          Tip has moved on since, and is rehearsed again when it is due.
        </p>
      )}
      {conflicts.length > 0 && (
        <div className="mt-3">
          <ConflictsTable
            label={`Conflicts of ${from} with ${target}`}
            conflicts={conflicts}
            upstream={upstream}
            hasRelease={targetKind !== 'tip'}
            lastTimes={lastTimes}
            urlOf={(path) => conflictUrl(port, { from, onto: forecast.target, path })}
          />
        </div>
      )}
      {silent === null && outcome !== 'error' && (
        <p className="mt-3 text-sm text-muted">
          Files that <Term of="silent-risk">may need work without a conflict</Term> were not looked
          for.
        </p>
      )}
      {silent?.length === 0 && (
        <p className="mt-3 text-sm text-muted">
          No file is known that <Term of="silent-risk">may need work without a conflict</Term>.
        </p>
      )}
      {silent !== null && silent.length > 0 && (
        <details className="mt-3">
          <summary className="w-fit text-sm text-muted hover:text-ink">
            {formatPlural(silent.length, 'file')} may need work without a conflict
          </summary>
          <ul className="mt-2 space-y-1 text-sm">
            {silent.map(({ path, rule }) => (
              <li key={`${path} ${rule}`}>
                <span className="font-mono text-xs">{path}</span>{' '}
                <span className="text-muted">
                  <Term of="silent-risk">{ruleLabels.get(rule) ?? rule}</Term>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {outcome !== 'error' && (
        <details className="mt-3">
          <summary className="w-fit text-sm text-muted hover:text-ink">
            Rehearse it in your own clone
          </summary>
          <div className="mt-3">
            <RedoCommands
              commands={[
                ...rehearsalCommands(places, forecast.conflictedFiles),
                ...(first === undefined ? [] : [culpritCommand(places, first.path)]),
              ]}
            />
          </div>
        </details>
      )}
    </section>
  );
}
