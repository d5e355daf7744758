import { ConflictsTable } from '#components/conflict/conflicts-table.tsx';
import { RedoCommands } from '#components/ui/redo-commands.tsx';
import { formatPlural } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { assertNever } from '#lib/domain/assert-never.ts';
import { conflictUrl } from '#lib/domain/conflict-page.ts';
import { commitUrl } from '#lib/domain/github-url.ts';
import { conflictCommands } from '#lib/domain/incident-commands.ts';
import type { ConflictFacts, IncidentFacts } from '#lib/domain/incident-facts.ts';

import { toConflictViews } from './prepare-facts.ts';

/** What is wrong, thing by thing, and how to see it oneself. */
export function IncidentFactsSection({
  facts,
  server,
}: {
  readonly facts: IncidentFacts;
  /** GitHub's address. */
  readonly server: string;
}) {
  switch (facts.kind) {
    case 'forecast-conflict':
      return <Conflicts facts={facts} server={server} />;
    case 'behind':
    case 'line-abandoned':
      return (
        <ul className="divide-y divide-hairline border-y border-hairline">
          {facts.notFollowed.map(({ name, releasedAt }) => (
            <li key={name} className="flex gap-4 py-2">
              <span className="font-mono text-xs">{name}</span>
              <span className="text-muted">{describeDay(releasedAt)}</span>
            </li>
          ))}
        </ul>
      );
    case 'unfixed-cves':
      return <Cves facts={facts} server={server} />;
    case 'cannot-poll':
    case 'cannot-measure':
      return (
        <p className="max-w-prose wrap-anywhere">
          {facts.reason}{' '}
          <PageLink href="/status" className="link">
            Status
          </PageLink>
        </p>
      );
    default:
      return assertNever(facts);
  }
}

function Conflicts({ facts, server }: { readonly facts: ConflictFacts; readonly server: string }) {
  const { port, from, target, conflicts, muted, patchFiles } = facts;
  const upstream = { server, repository: port.upstream };
  const base = `/ports/${port.slug}`;
  const lastTimes = new Map(
    conflicts.flatMap(({ path, lastTime }) =>
      lastTime === null
        ? []
        : [
            [
              path,
              { release: lastTime.release, href: `${base}/${lastTime.release}#transition` },
            ] as const,
          ],
    ),
  );
  return (
    <>
      <p className="mb-2 text-sm text-muted">
        <PageLink href={`${base}/${from.release}`} className="link font-mono text-xs">
          {from.release}
        </PageLink>{' '}
        {patchFiles !== null && `(${formatPlural(patchFiles, 'file')}) `}
        onto {target.name},{' '}
        <a href={commitUrl(upstream, target.sha)} className="link font-mono text-xs">
          {target.sha.slice(0, 10)}
        </a>
        {muted > 0 && `; ${formatPlural(muted, 'muted path is', 'muted paths are')} left out`}
      </p>
      {conflicts.length > 0 && (
        <ConflictsTable
          label={`Conflicts of ${from.release} with ${target.name}`}
          conflicts={toConflictViews(facts)}
          upstream={upstream}
          hasRelease={target.kind !== 'tip'}
          lastTimes={lastTimes}
          urlOf={(path) => conflictUrl(base, { from: from.release, onto: target.sha, path })}
        />
      )}
      <details className="mt-3">
        <summary className="w-fit text-sm text-muted hover:text-ink">
          Rehearse it in your own clone
        </summary>
        <div className="mt-3">
          <RedoCommands commands={conflictCommands(facts, server)} />
        </div>
      </details>
    </>
  );
}

function Cves({
  facts: { cves, port },
  server,
}: {
  readonly facts: Extract<IncidentFacts, { kind: 'unfixed-cves' }>;
  readonly server: string;
}) {
  const upstream = { server, repository: port.upstream };
  return (
    <TableScroll label="CVEs that upstream has fixed">
      <table className="grid-table pin-first">
        <thead>
          <tr>
            <th scope="col">CVE</th>
            <th scope="col">Fixed in</th>
            <th scope="col">Released</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {cves.map(({ id, release, releasedAt, sha }) => (
            <tr key={`${id} ${release}`}>
              <th scope="row">{id}</th>
              <td className="font-mono text-xs">{release}</td>
              <td className="num">{describeDay(releasedAt)}</td>
              <td>
                <a href={commitUrl(upstream, sha)} className="link font-mono text-xs">
                  {sha.slice(0, 10)}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function describeDay(releasedAt: string | null): string {
  return releasedAt === null ? 'on a day not known' : formatDay(new Date(releasedAt));
}
