import { Age } from '#components/ui/age.tsx';
import { formatCount } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { Missing } from '#components/ui/missing.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { Term } from '#components/ui/term.tsx';
import { hasFailedLook } from '#lib/domain/failed-look.ts';
import { repositoryUrl } from '#lib/domain/github-url.ts';
import type { PortView, RepositoryView } from '#lib/domain/port-view.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';

export function PortFacts({
  port,
  rebases,
  server,
  now,
}: {
  readonly port: PortView;
  readonly rebases: readonly RebaseView[];
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
        {rebases.length === 0 && port.fork.listedAt === null ? (
          <Missing why="The branches of the fork have never been listed." />
        ) : (
          formatCount(rebases.length)
        )}
        {first && ` since ${formatDay(first)}`}
      </Fact>
      <Fact name={<Term of="polling">Polled</Term>}>
        <Polled fork={port.fork} now={now} />
      </Fact>
    </Facts>
  );
}

function Polled({ fork, now }: { readonly fork: RepositoryView; readonly now: Date }) {
  if (fork.listedAt !== null) return <Age date={fork.listedAt} now={now} />;
  if (!hasFailedLook(fork)) return <>not yet</>;
  return (
    <>
      never:{' '}
      <PageLink href="/status" className="link">
        it failed
      </PageLink>
    </>
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

function proposalName(url: string): string {
  const issue = /\/(\d+)$/.exec(url)?.[1];
  return issue === undefined ? url : `golang/go#${issue}`;
}
