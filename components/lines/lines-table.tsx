'use client';

import { Day } from '#components/ui/day.tsx';
import { Missing } from '#components/ui/missing.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { TableScroll } from '#components/ui/table-scroll.tsx';
import { Term } from '#components/ui/term.tsx';
import type { GithubRepository } from '#lib/domain/github-url.ts';

import { CveList } from './cve-list.tsx';
import type { ShownLine } from './prepare-lines.ts';

interface LinesProps {
  readonly slug: string;
  readonly lines: readonly ShownLine[];
  /** For links to commits. */
  readonly upstream: GithubRepository;
}

export function LinesTable({ label, ...props }: LinesProps & { readonly label: string }) {
  return (
    <TableScroll isStill label={label}>
      <Whole {...props} />
    </TableScroll>
  );
}

function Whole({ slug, lines, upstream }: LinesProps) {
  return (
    <table className="grid-table pin-first">
      <thead>
        <tr>
          <th scope="col">
            <Term of="release">Line</Term>
          </th>
          <th scope="col">
            <Term of="state">State</Term>
          </th>
          <th scope="col">
            <Term of="rebase">Newest rebase</Term>
          </th>
          <th scope="col" className="num">
            <Term of="lag">Lag</Term>
          </th>
          <th scope="col">Newest release</th>
          <th scope="col">Not followed</th>
          <th scope="col">
            <Term of="exposure">Users are exposed to</Term>
          </th>
          <th scope="col">Since</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.line} slug={slug} line={line} upstream={upstream} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  slug,
  line,
  upstream,
}: {
  readonly slug: string;
  readonly line: ShownLine;
  readonly upstream: GithubRepository;
}) {
  const { cves, exposedSince } = line;
  return (
    <tr className="align-baseline [&>*]:py-2">
      <th scope="row" className="font-mono text-xs">
        {line.line}
      </th>
      <td title={line.verdict}>
        <Term of={`line-${line.state}`}>{line.state}</Term>
      </td>
      <td className="font-mono text-xs">
        <PageLink href={`/ports/${slug}/${line.newestRebase}`} className="link">
          {line.newestRebase}
        </PageLink>
      </td>
      <td className="num">
        {line.lag ?? (
          <Missing why="The date of the release, or of its publication, is not known." />
        )}
      </td>
      <td className="font-mono text-xs">{line.newestRelease}</td>
      <td>
        <NotFollowed line={line} />
      </td>
      <td className="whitespace-normal">
        <CveList line={line} upstream={upstream} />
      </td>
      <td>
        {cves.length > 0 ? (
          <Day date={exposedSince} why="The date of the release is not known." />
        ) : (
          <span className="text-muted">–</span>
        )}
      </td>
    </tr>
  );
}

function NotFollowed({ line: { notFollowed } }: { readonly line: ShownLine }) {
  if (notFollowed === null) return <span className="text-muted">none</span>;
  const { count, since, names } = notFollowed;
  return (
    <span title={names}>
      {count} <span className="text-muted">{since}</span>
    </span>
  );
}
