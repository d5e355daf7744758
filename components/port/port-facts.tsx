import { Age } from '#components/ui/age.tsx';
import { formatCount } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { Term } from '#components/ui/term.tsx';
import { repositoryUrl } from '#lib/domain/github-url.ts';
import type { LineStanding } from '#lib/domain/port-standing.ts';
import type { PortView, RepositoryView } from '#lib/domain/port-view.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';

export function PortFacts({
  port,
  rebases,
  lines,
  server,
  now,
}: {
  readonly port: PortView;
  readonly rebases: readonly RebaseView[];
  readonly lines: readonly LineStanding[];
  /** Of GitHub, for links. */
  readonly server: string;
  readonly now: Date;
}) {
  const first = rebases.find(({ publishedAt }) => publishedAt !== null)?.publishedAt;
  return (
    <Facts>
      <Fact name="Fork">
        <RepositoryLink repository={port.fork} server={server} />
      </Fact>
      <Fact name="Upstream">
        <RepositoryLink repository={port.upstream} server={server} />
      </Fact>
      <Fact name="Platforms">
        <span className="font-mono text-xs">
          {[
            ...port.goos.map((each) => `GOOS=${each}`),
            ...port.goarch.map((each) => `GOARCH=${each}`),
          ].join(' ')}
        </span>
      </Fact>
      <Fact name={<Term of="layout">Branch per release</Term>}>
        <span className="font-mono text-xs">{port.branchPattern}</span>
      </Fact>
      {port.proposalUrl !== null && (
        <Fact name="Proposal">
          <a className="link" href={port.proposalUrl}>
            {proposalName(port.proposalUrl)}
          </a>
        </Fact>
      )}
      <Fact name={<Term of="rebase">Rebases</Term>}>
        {formatCount(rebases.length)}
        {first && ` since ${formatDay(first)}`}
      </Fact>
      <Fact name={<Term of="polling">Polled</Term>}>
        {port.fork.listedAt === null ? 'not yet' : <Age date={port.fork.listedAt} now={now} />}
      </Fact>
      <Fact name={<Term of="state">Release lines</Term>} isWide>
        <LinesList lines={lines} />
      </Fact>
    </Facts>
  );
}

function RepositoryLink({
  repository: { fullName, archived },
  server,
}: {
  readonly repository: RepositoryView;
  readonly server: string;
}) {
  return (
    <>
      <a className="link" href={repositoryUrl({ server, repository: fullName })}>
        {fullName}
      </a>
      {archived === true && ' (archived)'}
    </>
  );
}

/** Lines that upstream supports one by one; the ended ones together. */
function LinesList({ lines }: { readonly lines: readonly LineStanding[] }) {
  const open = lines.filter(({ state }) => state !== 'ended');
  const ended = lines.filter(({ state }) => state === 'ended');
  if (lines.length === 0) return <>none yet</>;
  return (
    <ul className="leading-6">
      {open.map(({ line, verdict }) => (
        <li key={line}>
          <span className="font-mono text-xs">{line}</span> {verdict}
        </li>
      ))}
      {ended.length > 0 && (
        <li>
          <span className="font-mono text-xs">
            {ended.length === 1 ? ended[0]?.line : `${ended.at(-1)?.line} to ${ended[0]?.line}`}
          </span>{' '}
          ended: upstream supports {ended.length === 1 ? 'it' : 'them'} no longer
        </li>
      )}
    </ul>
  );
}

function proposalName(url: string): string {
  const issue = /\/(\d+)$/.exec(url)?.[1];
  return issue === undefined ? url : `golang/go#${issue}`;
}
