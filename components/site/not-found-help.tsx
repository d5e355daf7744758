'use client';

import { createContext, type ReactNode, useContext } from 'react';

import { FailedLook } from '#components/ui/failed-look.tsx';
import { PageLink } from '#components/ui/page-link.tsx';

/** What there is instead of what a URL names. */
export type Help =
  | { readonly kind: 'ports'; readonly wanted: string; readonly ports: readonly string[] }
  | {
      readonly kind: 'conflicts';
      /** E.g. "src/a.go". */
      readonly path: string;
      /** E.g. "go1.25.7 onto go1.26.0". */
      readonly rehearsal: string;
      readonly port: string;
      readonly name: string;
      /** False: of that rehearsal nothing is known. */
      readonly isRehearsed: boolean;
      readonly nearest: readonly { readonly href: string; readonly label: string }[];
    }
  | {
      readonly kind: 'files';
      readonly path: string;
      readonly release: string;
      readonly port: string;
      readonly name: string;
      readonly nearest: readonly { readonly href: string; readonly label: string }[];
    }
  | {
      readonly kind: 'unmeasured';
      readonly path: string;
      readonly release: string;
      readonly port: string;
      readonly name: string;
      /** A sentence. */
      readonly reason: string;
    }
  | {
      readonly kind: 'releases';
      readonly wanted: string;
      readonly port: string;
      readonly name: string;
      /** Why it may have more than is known. Null: no look at it failed. */
      readonly failedLook: string | null;
      readonly nearest: readonly string[];
    }
  | {
      readonly kind: 'revisions';
      readonly release: string;
      readonly port: string;
      readonly name: string;
      /** Shas of the heads that the rebase had, the newest first. */
      readonly heads: readonly string[];
    };

const HelpContext = createContext<Help | null>(null);

/** A layout knows what the URL names, a not-found page does not: the one hands its knowledge to the other. */
export function HelpProvider({
  help,
  children,
}: {
  /** Null: there is nothing to help with; an outer help still holds. */
  readonly help: Help | null;
  readonly children: ReactNode;
}) {
  return help === null ? children : <HelpContext value={help}>{children}</HelpContext>;
}

export function NotFoundHelp() {
  const help = useContext(HelpContext);
  if (help === null) return <Frame title="There is no such page" />;
  if (help.kind === 'ports') {
    return (
      <Frame title={`There is no port “${help.wanted}”`}>
        {help.ports.length > 0 && (
          <Choices
            intro="These are known:"
            choices={help.ports.map((slug) => ({ href: `/ports/${slug}`, label: slug }))}
          />
        )}
      </Frame>
    );
  }
  if (help.kind === 'conflicts') {
    return (
      <Frame
        title={
          help.isRehearsed
            ? `“${help.path}” is not in conflict from ${help.rehearsal}`
            : `No rehearsal of ${help.name} from ${help.rehearsal} is known`
        }
      >
        {!help.isRehearsed && <p>So it is not known whether “{help.path}” is in conflict there.</p>}
        {help.nearest.length > 0 && (
          <Choices
            intro={help.isRehearsed ? 'These are:' : 'In conflict elsewhere:'}
            choices={help.nearest}
          />
        )}
        <p>
          <PageLink href={`/ports/${help.port}/forecast`} className="link">
            What is ahead of {help.name}
          </PageLink>
        </p>
        <p>
          <PageLink href={`/ports/${help.port}`} className="link">
            All rebases of {help.name}
          </PageLink>
        </p>
      </Frame>
    );
  }
  if (help.kind === 'files') {
    return (
      <Frame title={`${help.name} does not change “${help.path}” on ${help.release}`}>
        {help.nearest.length > 0 && (
          <Choices intro="Files of that name that it changes:" choices={help.nearest} />
        )}
        <p>
          <PageLink href={`/ports/${help.port}/${help.release}#files`} className="link">
            All files of {help.release}
          </PageLink>
        </p>
      </Frame>
    );
  }
  if (help.kind === 'unmeasured') {
    return (
      <Frame title={`${help.name} on ${help.release} is not measured`}>
        <p>
          So it is not known whether it changes “{help.path}”. {help.reason}
        </p>
        <p>
          <PageLink href={`/ports/${help.port}/${help.release}`} className="link">
            {help.name} on {help.release}
          </PageLink>
        </p>
      </Frame>
    );
  }
  if (help.kind === 'revisions') {
    const rebase = `/ports/${help.port}/${help.release}`;
    return (
      <Frame title={`No such revision of ${help.name} on ${help.release} is known`}>
        <Choices
          intro="Those with these heads are, the newest first:"
          choices={help.heads.map((sha) => ({ href: `${rebase}?revision=${sha}`, label: sha }))}
        />
        <p>
          <PageLink href={rebase} className="link">
            {help.name} on {help.release}, as it is now
          </PageLink>
        </p>
      </Frame>
    );
  }
  return (
    <Frame title={`${help.name} has no rebase on “${help.wanted}”`}>
      {help.failedLook !== null && (
        <p>
          That is as far as is known. <FailedLook sentence={help.failedLook} />
        </p>
      )}
      {help.nearest.length > 0 && (
        <Choices
          intro="The releases nearest to it that it has:"
          choices={help.nearest.map((release) => ({
            href: `/ports/${help.port}/${release}`,
            label: release,
          }))}
        />
      )}
      <p>
        <PageLink href={`/ports/${help.port}`} className="link">
          All rebases of {help.name}
        </PageLink>
      </p>
    </Frame>
  );
}

function Frame({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <main id="main" className="page">
      <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
      <div className="mt-3 max-w-prose space-y-3 text-muted">
        {children}
        <p>
          <PageLink href="/" className="link">
            All ports
          </PageLink>
        </p>
      </div>
    </main>
  );
}

function Choices({
  intro,
  choices,
}: {
  readonly intro: string;
  readonly choices: readonly { readonly href: string; readonly label: string }[];
}) {
  return (
    <>
      <p>{intro}</p>
      <ul className="flex flex-wrap gap-x-5 leading-7">
        {choices.map(({ href, label }) => (
          <li key={href}>
            <PageLink href={href} className="link font-mono text-xs text-ink">
              {label}
            </PageLink>
          </li>
        ))}
      </ul>
    </>
  );
}
