// Which files of a patch somebody has chosen, as addresses say it: that of the rebase's page, and those of its files.
import { type FileChoice, type FileSort, fileSorts } from './prepare-files.ts';

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What is said twice, or is no order, counts as not said. */
export function parseFilesChoice(query: Query): FileChoice {
  const said = (name: keyof FileChoice): string | null => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    q: said('q') ?? '',
    subsystem: said('subsystem'),
    directory: said('directory'),
    kind: said('kind'),
    status: said('status'),
    sort: fileSorts.find((each): each is FileSort => each === said('sort')) ?? 'git',
  };
}

/** The address with the choice, `base` with or without a query; as it is where nothing is chosen. */
export function filesChoiceUrl(base: string, choice: FileChoice): string {
  // By name: the page of a rebase chooses more than files.
  const { q, subsystem, directory, kind, status } = choice;
  const sort = choice.sort === 'git' ? null : choice.sort;
  const chosen = Object.entries({ q, subsystem, directory, kind, status, sort }).flatMap(
    ([name, value]): [string, string][] => (value === null || value === '' ? [] : [[name, value]]),
  );
  if (chosen.length === 0) return base;
  const query = new URLSearchParams(chosen).toString();
  return `${base}${base.includes('?') ? '&' : '?'}${query}`;
}

/** Whether it leaves files out, by whatever order. */
export function isNarrowed({ q, subsystem, directory, kind, status }: FileChoice): boolean {
  return q !== '' || [subsystem, directory, kind, status].some((each) => each !== null);
}
