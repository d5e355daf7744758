// Decides how what a search found is shown: one line and one address for each, and how many there are of each kind.
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { formatDay } from '#components/ui/format-date.ts';
import { conflictUrl } from '#lib/domain/conflict-page.ts';
import { filePatchUrl } from '#lib/domain/patch-page.ts';
import type { Found, FoundCommit, FoundFile, SearchFindings } from '#lib/domain/search-view.ts';

export interface SearchHit {
  readonly href: string;
  readonly label: string;
  readonly detail: string;
  /** A release, path or commit: set as code is. */
  readonly isCode: boolean;
}

const KINDS = ['ports', 'releases', 'files', 'commits'] as const;
export type SearchKind = (typeof KINDS)[number];

/** Null: of every kind. */
export function parseSearchKind(value: string | readonly string[] | undefined): SearchKind | null {
  return KINDS.find((kind) => kind === value) ?? null;
}

export interface SearchGroup {
  readonly id: SearchKind;
  readonly title: string;
  /** "3", "25 of 40", or "25 of over 1,000". */
  readonly count: string;
  /** "15 more": those that were found and are not among `hits`. Null: none. */
  readonly others: string | null;
  readonly hits: readonly SearchHit[];
}

/** Only groups with something in them. */
export function prepareSearch(findings: SearchFindings): readonly SearchGroup[] {
  const { ports, rebases, files, commits } = findings;
  const groups: readonly (Omit<SearchGroup, 'count' | 'others'> & {
    readonly found: Pick<Found<unknown>, 'total' | 'isMore'>;
  })[] = [
    {
      id: 'ports',
      title: 'Ports',
      found: ports,
      hits: ports.things.map(({ slug, name, summary }) => ({
        href: `/ports/${slug}`,
        label: name,
        detail: summary,
        isCode: false,
      })),
    },
    {
      id: 'releases',
      title: 'Releases',
      found: rebases,
      hits: rebases.things.map(({ port, portName, release }) => ({
        href: `/ports/${port}/${release}`,
        label: release,
        detail: portName,
        isCode: true,
      })),
    },
    { id: 'files', title: 'Files', found: files, hits: files.things.map(toFileHit) },
    {
      id: 'commits',
      title: 'Upstream commits that made something conflict',
      found: commits,
      hits: commits.things.map(toCommitHit),
    },
  ];
  return groups
    .filter(({ hits }) => hits.length > 0)
    .map(({ id, title, found: { total, isMore }, hits }) => {
      const over = isMore ? 'over ' : '';
      const isCut = isMore || hits.length < total;
      return {
        id,
        title,
        count: isCut
          ? `${formatCount(hits.length)} of ${over}${formatCount(total)}`
          : formatCount(total),
        others: isCut ? `${over}${formatCount(total - hits.length)} more` : null,
        hits,
      };
    });
}

/** How many were found, for those who do not see the list. */
export function describeGroups(groups: readonly Pick<SearchGroup, 'title' | 'count'>[]): string {
  return groups.length === 0
    ? 'Nothing found.'
    : `Found: ${groups.map(({ title, count }) => `${title} ${count}`).join(', ')}.`;
}

function toFileHit({ path, carriers }: FoundFile): SearchHit {
  const [most, ...others] = carriers;
  const rest = others.length === 0 ? '' : `, and ${formatPlural(others.length, 'port')} more`;
  return {
    href:
      most === undefined
        ? `/search?q=${encodeURIComponent(path)}`
        : filePatchUrl(`/ports/${most.port}/${most.last}`, path),
    label: path,
    detail: most === undefined ? '' : `${describeCarrier(most)}${rest}`,
    isCode: true,
  };
}

function describeCarrier({
  portName,
  first,
  last,
  rebases,
}: FoundFile['carriers'][number]): string {
  return first === last
    ? `${portName}, ${last} only`
    : `${portName}, ${first} to ${last}, ${formatPlural(rebases, 'rebase')}`;
}

function toCommitHit(commit: FoundCommit): SearchHit {
  const { sha, date, subject, cl, port, portName, from, onto, ontoName, path } = commit;
  const change = cl === null ? [] : [`CL ${cl.slice(cl.lastIndexOf('/') + 1)}`];
  return {
    href: conflictUrl(`/ports/${port}`, { from, onto, path }),
    label: [sha.slice(0, 10), ...change].join(' · '),
    detail: [
      ...(subject === null ? [] : [subject]),
      formatDay(date),
      `${portName}, ${from} onto ${ontoName}, ${path}`,
    ].join(' · '),
    isCode: true,
  };
}
